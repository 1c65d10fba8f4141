import { MatterApi } from '../rig/matter-api';
import { faultsOf, TestBrowser } from './browser';

let matters: MatterApi;
let browser: TestBrowser;
beforeAll(async () => {
  matters = await MatterApi.start();
  await matters.startWorker();
  browser = await TestBrowser.launch(matters.api.url);
}, 60_000);
afterAll(async () => {
  await browser.close();
  await matters.stop();
});

it('the committee goes from a number down to its matters, without a word of what is in them', async () => {
  const court = await matters.officer('court-officer', 'court.yuncheng');
  const committee = await matters.officer('committee-officer', 'committee');
  const numbers = [await matters.open(court), await matters.open(court)];
  const { page, errors } = await browser.signedIn(committee, '/supervision');
  await page.getByText('收到', { exact: true }).first().waitFor();
  await page.locator('canvas').first().waitFor();
  expect(await faultsOf(page)).toEqual([]);
  await page.locator('.ant-statistic').first().getByRole('link', { name: '2' }).click();
  for (const number of numbers) await page.getByRole('link', { name: number }).waitFor();
  expect(await faultsOf(page)).toEqual([]);
  await page.getByRole('link', { name: numbers[0] ?? '' }).click();
  await page.getByText('现在没有需要您办理的').waitFor();
  expect(await page.getByText('赵不还').count()).toBe(0);
  expect(errors).toEqual([]);
}, 60_000);
