import { parseInstant } from '../../domain/calendar/day';
import type { KindId } from '../../domain/catalogue/kinds';
import { type Course, insertRows, positionAfter, rowOf } from '../factories/figures';
import { type ApiUnderTest, startApi } from '../rig/api-under-test';
import { undisturbedMs } from '../rig/undisturbed';
import { sheetsIn } from '../factories/workbook';
import { waitFor } from '../rig/matter-rig';
import { faultsOf, TestBrowser } from './browser';

const MATTERS = 10_000;
const KINDS: readonly KindId[] = ['police.identity-property-query', 'land.query', 'housing.query', 'commerce.query', 'justice.query'];
/** A target missed, and a term broken: signed for on Wednesday 10 June, the one was due on the 11th, the other on Monday the 15th. */
const LATE: readonly KindId[] = ['land.seal', 'land.query'];
const NOW = '2026-06-20T09:00';
const at = (text: string): number => parseInstant(`${text}:00+08:00`);

let api: ApiUnderTest;
let browser: TestBrowser;
beforeAll(async () => {
  api = await startApi();
  api.wallClock.set(at(NOW));
  const lived = await Promise.all(KINDS.map(async (kind) => {
    const course: Course = { kind, openedAt: '2026-06-17T09:00', acts: [['unit', 'sign-receipt', '2026-06-17T10:00']], until: at(NOW) };
    return { course, position: await positionAfter(course) };
  }));
  const rows = Array.from({ length: MATTERS }, (_, n) => {
    const one = lived[n % lived.length];
    if (!one) throw new Error('nothing was lived');
    return rowOf(`AR-2026-${String(n + 1).padStart(6, '0')}`, one.course, one.position, at('2026-06-01T09:00') + n * 1000);
  });
  const late = await Promise.all(LATE.map(async (kind, n) => {
    const course: Course = { kind, openedAt: '2026-06-10T09:00', acts: [['unit', 'sign-receipt', '2026-06-10T10:00']], until: at(NOW) };
    return rowOf(`AR-2026-02000${n}`, course, await positionAfter(course), at('2026-06-01T09:00'));
  }));
  await insertRows(api.services.db, [...rows, ...late]);
  browser = await TestBrowser.launch(api.url);
}, 300_000);
afterAll(async () => {
  await browser.close();
  await api.close();
});

/** Of the page itself, between two frames: a hand on the wheel feels what takes longer. */
const STUTTER_MS = 100;
/** From the key pressed to the rows shown, with the way to the platform and back. */
const ANSWERED_MS = 1_000;

it('a list of ten thousand matters scrolls, turns its pages and filters without a stutter', async () => {
  const { account, password } = await api.signedIn('supervisor');
  const { page, errors } = await browser.signedIn({ username: account.username, password }, '/matters');
  const rows = page.locator('tbody tr.ant-table-row');
  await rows.nth(49).waitFor();
  expect(await faultsOf(page)).toEqual([]);

  // The longest wait between two frames while the whole list goes by.
  const longestFrame = () => page.evaluate<number>(`new Promise((resolve) => {
    const end = document.documentElement.scrollHeight;
    let longest = 0, before = performance.now(), down = 0;
    scrollTo(0, 0);
    requestAnimationFrame(function step(now) {
      longest = Math.max(longest, now - before);
      before = now;
      down += 120;
      scrollTo(0, down);
      if (down < end) requestAnimationFrame(step); else resolve(longest);
    });
  })`);
  let least = Infinity;
  for (let n = 0; n < 8 && least >= STUTTER_MS; n += 1) least = Math.min(least, await longestFrame());
  expect(least).toBeLessThan(STUTTER_MS);

  let first = await rows.first().textContent();
  const turn = async (): Promise<void> => {
    await page.getByRole('button', { name: '下一页' }).click();
    await rows.first().filter({ hasNotText: first ?? '' }).waitFor();
    first = await rows.first().textContent();
  };
  expect(await undisturbedMs(turn, ANSWERED_MS)).toBeLessThan(ANSWERED_MS);
  // However far one has turned, one page is on the screen.
  await turn();
  expect(await rows.count()).toBe(50);

  let n = 0;
  const find = async (): Promise<void> => {
    const number = `AR-2026-${String(1000 + (n += 1)).padStart(6, '0')}`;
    await page.getByLabel('编号或案号').fill(number);
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: number }).waitFor();
    await rows.nth(1).waitFor({ state: 'detached' });
  };
  expect(await undisturbedMs(find, ANSWERED_MS)).toBeLessThan(ANSWERED_MS);
  expect(new URL(page.url()).searchParams.get('text')).toMatch(/^AR-2026-/);
  expect(errors).toEqual([]);
}, 300_000);

it('the whole of a list goes onto paper, not the page on the screen, and says where it ends; so does the workbook', async () => {
  const { account, password } = await api.signedIn('supervisor', { body: 'court.yuncheng' });
  const { page, errors } = await browser.signedIn({ username: account.username, password }, '/inbox?tab=others');
  await page.locator('.inbox-row').nth(49).waitFor();
  await page.evaluate('window.print = () => { window.paper = document.querySelector(".printed").textContent; }');
  await page.getByRole('button', { name: '打印签收清单' }).click();
  await waitFor(() => page.evaluate<boolean>('window.paper !== undefined'));
  expect(await page.evaluate<string>('window.paper')).toMatch(/前 1000 件，其余未列出/);
  const workbook = await page.request.get('/api/v1/day-list?order=due');
  const [list] = await sheetsIn(await workbook.body());
  expect(String(list?.data[0]?.[0])).toMatch(/前 200 件，其余未列出/);
  expect(errors).toEqual([]);
}, 300_000);

it('a missed target is not overdue, and is not called so', async () => {
  const { account, password } = await api.signedIn('supervisor', { body: 'court.yuncheng' });
  const { page, errors } = await browser.signedIn({ username: account.username, password }, '/inbox?tab=overdue');
  await page.locator('.inbox-row').first().waitFor();
  expect(await page.evaluate<string[]>('[...document.querySelectorAll(".inbox-row")].map((row) => row.dataset.number)')).toEqual(['AR-2026-020001']);
  // 16, 17 and 18 June are worked; the 19th is a holiday, the 20th a Saturday.
  await page.locator('.inbox-row').getByText('已逾期 3 个工作日').waitFor();
  await page.goto('/inbox?tab=others&text=AR-2026-020000');
  await page.locator('.inbox-row').getByText(/^超过工作目标/).waitFor();
  expect(errors).toEqual([]);
}, 300_000);
