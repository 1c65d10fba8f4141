import { z } from 'zod';
import { line, matterNumber, note } from './common';
import { route } from './route';

export const nameOfficer = route({
  method: 'put',
  path: '/matters/{id}/named-officers',
  operationId: 'nameOfficer',
  tag: 'matters',
  summary: '指定参与办理不公开事项的人员',
  description: 'By the head of a party, of an officer of the same court, office or procuratorate whose post may read such a matter. The same again changes nothing. The head reads no more by it.',
  auth: 'name-officers',
  params: z.strictObject({ id: matterNumber }),
  body: z.strictObject({ username: line(60).meta({ title: '账号' }) }),
  responses: { 204: { description: 'Named' } },
  refusals: ['not-found', 'not-permitted', 'officer-does-not-fit'],
});

const officer = z.strictObject({ username: z.string().meta({ title: '账号' }), name: z.string().meta({ title: '姓名' }) });

export const readNamedOfficers = route({
  method: 'get',
  path: '/matters/{id}/named-officers',
  operationId: 'readNamedOfficers',
  tag: 'matters',
  summary: '已指定的人员与可指定的人员',
  description: 'For the head of a party, of that party’s own officers: whom its head has named, and whom it may name. Of the matter itself it says nothing.',
  auth: 'name-officers',
  params: z.strictObject({ id: matterNumber }),
  responses: { 200: { description: 'By name', body: z.strictObject({ named: z.array(officer), mayBeNamed: z.array(officer) }) } },
  refusals: ['not-found', 'not-permitted'],
});

export const takeOffOfficer = route({
  method: 'post',
  path: '/matters/{id}/named-officers/taken-off',
  operationId: 'takeOffOfficer',
  tag: 'matters',
  summary: '取消指定',
  description: 'By the head of the same party, with a reason, on record. Who opened the matter, and whose post names them, still read it; so do those named in a matter that it opened.',
  auth: 'name-officers',
  params: z.strictObject({ id: matterNumber }),
  body: z.strictObject({ username: line(60).meta({ title: '账号' }), reason: note.meta({ title: '理由' }) }),
  responses: { 204: { description: 'Taken off' } },
  refusals: ['not-found', 'not-permitted', 'officer-not-named'],
});
