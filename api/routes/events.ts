import { streamEvents } from '../../contract/events';
import { contextOf } from '../request-context';
import type { ApiRouter } from '../router';
import type { Services } from '../services';

export function setUpEvents(router: ApiRouter, { live }: Services): void {
  router.handle(streamEvents, ({ principal, res }) => {
    const { session } = contextOf(res);
    if (!session) throw new Error('a stream belongs to a session');
    const gone = new AbortController();
    res.once('close', () => gone.abort());
    // A proxy that gathers answers before it passes them on would keep everything back.
    return { status: 200, file: live.open({ principal, token: session.token, transport: session.transport, gone: gone.signal }), headers: { 'Content-Type': 'text/event-stream; charset=utf-8', 'Cache-Control': 'no-store', 'X-Accel-Buffering': 'no' } };
  });
}
