import { parseInstant } from '../../domain/calendar/day';
import type { KindId } from '../../domain/catalogue/kinds';
import { type Course, insertRows, positionAfter, rowOf } from '../../test/factories/figures';
import { type ApiUnderTest, startApi } from '../../test/rig/api-under-test';
import { undisturbedMs } from '../../test/rig/undisturbed';

const MATTERS = 10_000;
const KINDS: readonly KindId[] = ['police.identity-property-query', 'land.query', 'housing.query', 'commerce.query', 'land.seal', 'justice.query'];
const at = (text: string) => parseInstant(`${text}:00+08:00`);
const NOW = at('2026-06-20T09:00');

let api: ApiUnderTest;
beforeAll(async () => {
  api = await startApi();
  api.wallClock.set(NOW);
  const lived = await Promise.all(KINDS.flatMap((kind) => [0, 1, 2, 3, 4, 5, 6, 7, 8].map((n) => livedAs(kind, n))));
  const rows = Array.from({ length: MATTERS }, (_, n) => {
    const one = lived[n % lived.length];
    if (!one) throw new Error('nothing was lived');
    return rowOf(`AR-2026-${String(n).padStart(6, '0')}`, one.course, one.position, at(one.course.openedAt) + n * 1000);
  });
  await insertRows(api.services.db, rows);
}, 120_000);
afterAll(() => api.close());

/** A third is never signed for, a third never answered, a third answered in time or late. */
async function livedAs(kind: KindId, n: number) {
  const month = `2026-0${1 + (n % 5)}`;
  const acts: NonNullable<Course['acts']>[number][] = [];
  if (n % 3 > 0) acts.push(['unit', 'sign-receipt', `${month}-13T10:00`]);
  if (n % 3 > 1) acts.push(['unit', 'answer', `${month}-2${n}T10:00`, { outcome: 'nothing-found', answerSeal: kind.startsWith('police') ? 'department' : 'unit' }]);
  const course: Course = { kind, openedAt: `${month}-12T09:00`, acts, until: NOW };
  return { course, position: await positionAfter(course) };
}

const ENOUGH_MS = 500;

test('figures of ten thousand matters, and the list behind one of them, come in less than half a second', async () => {
  const { token } = await api.signedIn('supervisor');
  const { body } = await api.ask('GET', '/api/v1/figures?from=2026-01-01&to=2026-06-20', { token });
  expect((body.opened as { count: number }).count).toBe(MATTERS);
  for (const path of ['/figures?from=2026-01-01&to=2026-06-20', '/figures?from=2026-01-01&to=2026-06-20&unit=land', '/figures/matters?from=2026-01-01&to=2026-06-20&cell=breach.unit']) {
    const visit = async () => expect((await api.ask('GET', `/api/v1${path}`, { token })).status).toBe(200);
    expect(await undisturbedMs(visit, ENOUGH_MS)).toBeLessThan(ENOUGH_MS);
  }
}, 60_000);
