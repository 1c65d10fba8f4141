import { route } from './route';

export const streamEvents = route({
  method: 'get',
  path: '/events',
  operationId: 'streamEvents',
  tag: 'matters',
  summary: '即时通知',
  description: 'Server-sent events for as long as the session lasts. `hello` {counts} at the start; `changed` {matters, all, counts}: numbers of matters that exist for the officer and in which something was written, or `all` when there were too many to name, and counts as GET /matters/counts gives them; `beat` {} at least every 20 seconds. Nothing is kept for whoever was away: after each `hello` ask for what you show. At most six streams of an account at once.',
  auth: 'account',
  responses: { 200: { description: 'Events', mediaTypes: ['text/event-stream'] } },
  refusals: ['too-many-streams'],
});
