import { z } from 'zod';
import { line, matterNumber, uuid } from './common';
import { route } from './route';

export const markMatterRead = route({
  method: 'put',
  path: '/matters/{id}/read',
  operationId: 'markMatterRead',
  tag: 'matters',
  summary: '标为已阅',
  description: 'I have seen it up to this entry; a later one by somebody else makes it unread for me again. Never goes back.',
  auth: 'account',
  params: z.strictObject({ id: matterNumber }),
  body: z.strictObject({ seq: z.int().min(1).max(1_000_000) }),
  responses: { 204: { description: 'Noted, for me alone' } },
  refusals: ['not-found', 'closed-matter'],
});

/** As they stand in the address of the inbox. */
const filters = z
  .strictObject({
    tab: line(20).optional(),
    text: line(60).optional(),
    kind: line(64).optional(),
    assigned: line(20).optional(),
    unread: line(5).optional(),
  })
  .meta({ title: '筛选条件' });
const savedFilter = z.strictObject({ id: z.string(), name: z.string().meta({ title: '名称' }), filters }).meta({ title: '常用筛选' });

export const listSavedFilters = route({
  method: 'get',
  path: '/me/filters',
  operationId: 'listSavedFilters',
  tag: 'matters',
  summary: '我的常用筛选',
  auth: 'account',
  responses: { 200: { description: 'In the order in which they were saved', body: z.strictObject({ items: z.array(savedFilter) }) } },
});

export const saveFilter = route({
  method: 'put',
  path: '/me/filters',
  operationId: 'saveFilter',
  tag: 'matters',
  summary: '保存常用筛选',
  description: 'Under a name; one of the same name is replaced.',
  auth: 'account',
  body: z.strictObject({ name: line(30).meta({ title: '名称' }), filters }),
  responses: { 200: { description: 'Saved, for me alone', body: savedFilter } },
  refusals: ['too-many-saved-filters'],
});

export const removeFilter = route({
  method: 'delete',
  path: '/me/filters/{id}',
  operationId: 'removeFilter',
  tag: 'matters',
  summary: '删去常用筛选',
  auth: 'account',
  params: z.strictObject({ id: uuid }),
  responses: { 204: { description: 'Gone' } },
  refusals: ['not-found'],
});
