import { z } from 'zod';
import { line, matterNumber } from './common';
import { route } from './route';

export const nameOfficer = route({
  method: 'put',
  path: '/matters/{id}/named-officers',
  operationId: 'nameOfficer',
  tag: 'matters',
  summary: '指定参与办理不公开事项的人员',
  description: 'By the head of a party, of an officer of the same court, office or procuratorate whose post may read such a matter. The same again changes nothing. The head reads no more by it.',
  auth: 'account',
  params: z.strictObject({ id: matterNumber }),
  body: z.strictObject({ username: line(60).meta({ title: '账号' }) }),
  responses: { 204: { description: 'Named' } },
  refusals: ['not-found', 'not-permitted', 'officer-does-not-fit'],
});
