import { at } from '../factories/assistance-request';
import { type RehearsalRig, startRehearsal } from '../rehearsal/rehearsal-rig';
import { type ApiUnderTest, startApi } from '../rig/api-under-test';
import { faultsOf, TestBrowser, type Window } from './browser';

/** A Monday. */
const BEGINS = at('2026-09-28T08:30');

let rehearsal: RehearsalRig;
let api: ApiUnderTest;
let browser: TestBrowser;
beforeAll(async () => {
  rehearsal = await startRehearsal(BEGINS);
  api = await startApi({ env: { LIANDONG_REHEARSAL: '1' }, services: { rehearsal: rehearsal.driver, clock: rehearsal.source } });
  browser = await TestBrowser.launch(api.url);
}, 60_000);
afterAll(async () => {
  await browser.close();
  await api.close();
  await rehearsal.stop();
});

async function signedIn(role: 'operator' | 'court-officer', path: string): Promise<Window> {
  const { account, password } = await api.signedIn(role);
  return browser.signedIn({ username: account.username, password }, path);
}

it('the operator takes a rehearsal to where something falls due, to a time that he names, lets it run and stops it', async () => {
  const matter = await rehearsal.rig.open();
  await rehearsal.rig.act(matter, 'unit', 'sign-receipt');
  const { page, errors } = await signedIn('operator', '/operator?tab=clock');
  const clock = page.locator('.ant-card').filter({ hasText: '演练时钟' });
  await page.getByRole('dialog').getByRole('button', { name: '跳过' }).click();
  await clock.getByText('2026年9月28日（星期一）8时30分，已暂停；未结事项 1 件').waitFor();
  await page.getByText('演练环境：所有数据均为虚构，不具法律效力').waitFor();
  expect(await faultsOf(page)).toEqual([]);

  // Three working days from Monday end on Thursday 8 October, for 1 to 7 October are a holiday; the first rung is two working days before.
  await clock.getByRole('button', { name: '到下一时点' }).click();
  await clock.getByText('2026年9月29日（星期二）8时30分，已暂停').waitFor();

  // The browser's own zone is not China's: what is written is China's time all the same.
  await clock.getByLabel('拨到').fill('2026年10月9日 00:00');
  await page.keyboard.press('Enter');
  await clock.getByRole('button', { name: /^拨\s*到$/ }).click();
  await clock.getByText('2026年10月9日（星期五）0时，已暂停').waitFor();

  await clock.getByLabel('拨到').fill('2026年10月8日 09:00');
  await page.keyboard.press('Enter');
  await clock.getByRole('button', { name: /^拨\s*到$/ }).click();
  await clock.getByRole('alert').waitFor();
  expect(await clock.getByRole('alert').textContent()).toContain('演练时钟不能倒拨');
  // What was refused is a message of the network, not of the page.
  expect(errors.splice(0).filter((text) => !text.includes('409'))).toEqual([]);
  expect(await rehearsal.driver.state()).toMatchObject({ now: at('2026-10-09T00:00'), speed: 0 });

  await clock.getByRole('button', { name: '每秒一小时' }).click();
  await clock.getByText('每秒走 3600 秒').waitFor();
  await clock.getByRole('button', { name: /暂\s*停/ }).click();
  await clock.getByText('已暂停').waitFor();
  expect((await rehearsal.driver.state()).speed).toBe(0);
  expect(errors).toEqual([]);
}, 120_000);

it('nobody else finds the clock, and everybody sees that it is a rehearsal', async () => {
  const { page } = await signedIn('court-officer', '/inbox');
  await page.getByText('演练环境：所有数据均为虚构，不具法律效力').waitFor();
  expect(await page.getByRole('link', { name: '平台管理' }).count()).toBe(0);
  await page.goto('/operator?tab=clock');
  await page.getByRole('navigation').waitFor();
  expect(await page.getByText('到下一时点').count()).toBe(0);
}, 60_000);
