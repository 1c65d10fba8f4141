import { MatterApi } from '../rig/matter-api';
import { faultsOf, fitsAcross, PHONE, TestBrowser } from './browser';

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

/** Invented: nobody knows the notice for that year yet. */
const NOTICE = `国务院办公厅关于2028年部分节假日安排的通知
国办发明电〔2027〕9号
一、元旦：1月1日（周六）至3日（周一）放假调休，共3天。
二、春节：1月25日（周二）至31日（周一）放假调休，共7天。1月22日（周六）上班。
三、清明节：4月2日（周日）至4日（周二）放假调休，共3天。
四、劳动节：4月29日（周六）至5月1日（周一）放假调休，共3天。
五、端午节：5月27日（周六）至29日（周一）放假调休，共3天。
六、国庆节、中秋节：10月1日（周日）至7日（周六）放假调休，共7天。
2027年11月4日`;

it('a year goes from the pasted notice over what it moves to a second person, who publishes it', async () => {
  const operator = await matters.officer('operator', null);
  const { page, errors } = await browser.signedIn(operator, '/calendar?year=2028');
  await page.getByText('本年的节假日安排尚未公布').waitFor();
  expect(await faultsOf(page)).toEqual([]);
  await page.getByLabel('粘贴国务院办公厅通知').fill(NOTICE);
  await page.getByRole('button', { name: /识\s*别/ }).click();
  await page.getByText('调休上班：2028年1月22日（星期六）').waitFor();
  await page.getByLabel('文号').fill('国办发明电〔2027〕9号');
  await page.getByLabel('发布日期').fill('2027-11-04');
  await page.locator('input[type=file]').setInputFiles({ name: '通知.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7\nnotice\n%%EOF\n') });
  await page.getByLabel('第 1 份文书的标题').waitFor();
  await page.getByRole('button', { name: '试算影响' }).click();
  await page.getByText(/涉及未结事项 0 件/).waitFor();
  expect(await faultsOf(page)).toEqual([]);
  await page.getByRole('button', { name: /提\s*出/ }).click();
  await page.getByText('待核准').waitFor();
  // Whoever put it forward does not publish it.
  await page.getByRole('button', { name: '核准并发布' }).click();
  await page.getByRole('dialog').getByRole('button', { name: /发\s*布/ }).click();
  await page.getByRole('region', { name: '2028年' }).getByRole('alert').waitFor();
  errors.length = 0;

  const supervisor = await matters.officer('supervisor', 'committee');
  const other = await browser.signedIn(supervisor, '/calendar?year=2028');
  await other.page.getByRole('button', { name: '核准并发布' }).click();
  await other.page.getByRole('dialog').getByRole('button', { name: /发\s*布/ }).click();
  await other.page.getByText('已发布', { exact: true }).waitFor();
  await other.page.getByTitle('2028年1月22日（星期六），调休上班').waitFor();
  expect(await faultsOf(other.page)).toEqual([]);
  expect(other.errors).toEqual([]);
}, 90_000);

it.each(['/calendar', '/help', '/cards'])('%s fits a phone', async (path) => {
  const head = await matters.officer('unit-head', 'police');
  const { page, errors } = await browser.signedIn(head, path, { viewport: PHONE });
  await page.getByRole('heading', { level: 1 }).waitFor();
  expect(await fitsAcross(page)).toBe(true);
  expect(await faultsOf(page)).toEqual([]);
  expect(errors).toEqual([]);
}, 60_000);
