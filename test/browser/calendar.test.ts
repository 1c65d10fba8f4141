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

/** Invented: nobody knows the notice for that year yet. */
const NOTICE = `国务院办公厅关于2027年部分节假日安排的通知
国办发明电〔2026〕9号
一、元旦：1月1日（周五）至3日（周日）放假，共3天。
二、春节：2月5日（周五）至11日（周四）放假调休，共7天。2月14日（周日）上班。
三、清明节：4月3日（周六）至5日（周一）放假，共3天。
四、劳动节：5月1日（周六）至3日（周一）放假，共3天。
五、端午节：6月9日（周三）放假，共1天。
六、中秋节：9月15日（周三）放假，共1天。
七、国庆节：10月1日（周五）至7日（周四）放假调休，共7天。
2026年11月4日`;

it('a year goes from the pasted notice over what it moves to a second person, who publishes it', async () => {
  const operator = await matters.officer('operator', null);
  const { page, errors } = await browser.signedIn(operator, '/calendar?year=2027');
  await page.getByText('本年的节假日安排尚未公布').waitFor();
  expect(await faultsOf(page)).toEqual([]);
  await page.getByLabel('粘贴国务院办公厅通知').fill(NOTICE);
  await page.getByRole('button', { name: /识\s*别/ }).click();
  await page.getByText('调休上班：2027年2月14日（星期日）').waitFor();
  await page.getByLabel('文号').fill('国办发明电〔2026〕9号');
  await page.getByLabel('发布日期').fill('2026-11-04');
  await page.locator('input[type=file][multiple]').setInputFiles({ name: '通知.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7\nnotice\n%%EOF\n') });
  await page.getByLabel('第 1 份文书的标题').waitFor();
  await page.getByRole('button', { name: '试算影响' }).click();
  await page.getByText(/涉及未结事项 0 件/).waitFor();
  expect(await faultsOf(page)).toEqual([]);
  await page.getByRole('button', { name: /提\s*出/ }).click();
  await page.getByText('待核准').waitFor();
  // Whoever put it forward does not publish it.
  await page.getByRole('button', { name: '核准并发布' }).click();
  await page.getByRole('dialog').getByRole('button', { name: /发\s*布/ }).click();
  await page.getByRole('region', { name: '2027年' }).getByRole('alert').waitFor();
  errors.length = 0;

  const supervisor = await matters.officer('supervisor', 'committee');
  const other = await browser.signedIn(supervisor, '/calendar?year=2027');
  await other.page.getByRole('button', { name: '核准并发布' }).click();
  await other.page.getByRole('dialog').getByRole('button', { name: /发\s*布/ }).click();
  await other.page.getByText('已发布', { exact: true }).waitFor();
  await other.page.getByTitle('2027年2月14日（星期日），调休上班').waitFor();
  expect(await faultsOf(other.page)).toEqual([]);
  expect(other.errors).toEqual([]);
}, 90_000);
