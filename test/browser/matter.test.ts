import { pdfOf } from '../factories/documents';
import { MatterApi, POLICE_ANSWER } from '../rig/matter-api';
import { waitFor } from '../rig/matter-rig';
import { daysAreGone, faultsOf, fitsAcross, PHONE, TestBrowser } from './browser';

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

it('a desk officer signs for a request on its page, and the court sees it', async () => {
  const officer = await matters.officer('court-officer', 'court.yuncheng');
  const desk = await matters.officer('desk-officer', 'police');
  const number = await matters.open(officer);
  const { page, errors } = await browser.signedIn(desk, `/matters/${number}`);
  await page.getByText('待签收').first().waitFor();
  expect(await faultsOf(page)).toEqual([]);
  await page.getByRole('button', { name: /签\s*收/ }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('签收人').fill('钱经办');
  expect(await faultsOf(page)).toEqual([]);
  await dialog.getByRole('button', { name: /提\s*交/ }).dblclick();
  await page.getByText('待答复').first().waitFor();
  await page.getByText('为什么是这一天').first().waitFor();
  await page.getByRole('list', { name: '逐日计算' }).waitFor();
  expect(await faultsOf(page)).toEqual([]);
  await page.getByRole('button', { name: /^答\s*复$/ }).click();
  const answer = page.getByRole('dialog');
  await answer.getByText('已办结', { exact: true }).click();
  await answer.getByText('内设机构章').click();
  await answer.getByLabel('收件人').fill('钱经办');
  expect(await faultsOf(page)).toEqual([]);
  // What is missing is said in place, and nothing is sent.
  await answer.getByRole('button', { name: /提\s*交/ }).click();
  await answer.getByText('请填写收件日期').waitFor();
  expect(errors).toEqual([]);
  const { body } = await matters.ask('GET', `/matters/${number}`, officer);
  const ledger = body['ledger'] as { type: string }[];
  expect(ledger.filter(({ type }) => type === 'sign-receipt')).toHaveLength(1);
}, 60_000);

it('who was told by telephone is written down once, and read by the other side; now is now in Beijing', async () => {
  const officer = await matters.officer('court-officer', 'court.yuncheng');
  const desk = await matters.officer('desk-officer', 'police');
  const number = await matters.open(officer);
  const { page, errors } = await browser.signedIn(officer, `/matters/${number}`);
  await page.getByRole('button', { name: /^记\s*录$/ }).click();
  const dialog = page.getByRole('dialog');
  const record = dialog.getByRole('button', { name: /^记\s*录$/ });
  await record.click();
  await dialog.getByText('请填写接听人').waitFor();
  await dialog.getByLabel('接听人').fill('钱经办');
  await dialog.getByLabel('通话时间').click();
  await page.getByText('此刻', { exact: true }).click();
  await waitFor(async () => /^\d+年/.test(await dialog.getByLabel('通话时间').inputValue()));
  await dialog.getByLabel('通话内容（选填）').fill('请尽快签收');
  await daysAreGone(page);
  expect(await faultsOf(page)).toEqual([]);
  await record.dblclick();
  const recorded = page.getByRole('list', { name: '电话告知记录' }).getByText('法院告知钱经办');
  await recorded.or(dialog.getByRole('alert')).first().waitFor();
  expect(await dialog.getByRole('alert').allInnerTexts()).toEqual([]);
  await recorded.waitFor();
  expect(errors).toEqual([]);
  const { page: theirs, errors: told } = await browser.signedIn(desk, `/matters/${number}`);
  await theirs.getByRole('list', { name: '电话告知记录' }).getByText('请尽快签收').waitFor();
  expect(await theirs.getByRole('list', { name: '电话告知记录' }).getByRole('listitem').count()).toBe(1);
  // Days and hours are in reach on a phone.
  await theirs.setViewportSize(PHONE);
  await theirs.getByRole('button', { name: /^记\s*录$/ }).click();
  await theirs.getByRole('dialog').getByLabel('通话时间').click();
  await theirs.getByText('此刻', { exact: true }).waitFor();
  const isWithin = async (): Promise<boolean> => {
    const panel = await theirs.locator('.ant-picker-panel-container').boundingBox();
    return panel !== null && panel.x >= 0 && panel.x + panel.width <= PHONE.width;
  };
  await waitFor(isWithin);
  expect(told).toEqual([]);
}, 60_000);

it('an act waits until its paper has arrived; sent again after the line was cut, it is what was sent before', async () => {
  const officer = await matters.officer('court-officer', 'court.yuncheng');
  const desk = await matters.officer('desk-officer', 'police');
  const number = await matters.open(officer);
  const { page } = await browser.signedIn(desk, `/matters/${number}`);
  let cut = (): void => undefined;
  const isCut = new Promise<void>((resolve) => { cut = resolve; });
  await page.route('**/api/v1/documents', (route) => isCut.then(() => route.abort('internetdisconnected')), { times: 1 });
  await page.getByRole('button', { name: /签\s*收/ }).first().click();
  const dialog = page.getByRole('dialog');
  const submit = dialog.getByRole('button', { name: /提\s*交/ });
  await dialog.getByLabel('签收人').fill('钱经办');
  await dialog.locator('input[type=file]').setInputFiles({ name: '送达回证.pdf', mimeType: 'application/pdf', buffer: pdfOf('送达回证') });
  await submit.click();
  await dialog.getByText('文书正在上传，请稍候').waitFor();
  cut();
  const again = dialog.getByRole('button', { name: '重试上传送达回证.pdf' });
  await again.waitFor();
  await submit.click();
  await dialog.getByText('有文书没有上传成功，请重试或者移除').waitFor();
  expect(await faultsOf(page)).toEqual([]);
  await again.click();
  await dialog.getByLabel('第 1 份文书的标题').waitFor();

  await page.route('**/commands/sign-receipt', async (route) => { await route.fetch(); await route.abort('internetdisconnected'); }, { times: 1 });
  await submit.click();
  await dialog.getByText('网络不通，未收到平台的答复').waitFor();
  expect(await dialog.getByLabel('签收人').isDisabled()).toBe(true);
  await dialog.getByRole('button', { name: '再次提交' }).click();
  await page.getByText('签收：已记录').waitFor();
  const { body } = await matters.ask('GET', `/matters/${number}`, officer);
  expect((body['ledger'] as { type: string; facts: { documents?: unknown[] } }[]).filter(({ type }) => type === 'sign-receipt')).toHaveLength(1);
  expect((await matters.ask('GET', `/matters/${number}/documents`, desk)).body['items']).toHaveLength(1);
}, 90_000);

it('who owes what by when stands above everything; each day says to a screen reader what it counted for', async () => {
  const officer = await matters.officer('court-officer', 'court.yuncheng');
  const desk = await matters.officer('desk-officer', 'police');
  const number = await matters.open(officer);
  await matters.act(`/matters/${number}/commands/sign-receipt`, desk);
  const { page, errors } = await browser.signedIn(officer, `/matters/${number}`);
  await page.getByText(/应当于.*前答复/).first().waitFor();
  const days = page.getByRole('list', { name: '逐日计算' }).first().getByRole('listitem');
  expect(await days.first().innerText()).toMatch(/起算日，当日不计入，今天/);
  expect(await days.last().innerText()).toMatch(/第 3 日，到期日/);
  // Told in words as well, and without colours.
  await page.getByText(/起算，当日不计；.*到期。/).waitFor();
  expect(await days.last().locator('.flag').innerText()).toBe('到期');
  // What takes back is not the act at hand.
  expect(await page.getByRole('button', { name: /撤\s*回/ }).getAttribute('class')).not.toContain('primary');
  expect(await faultsOf(page)).toEqual([]);
  expect(errors).toEqual([]);
}, 90_000);

it('the matters around one are a picture whose boxes are links; a refusal says what to do next', async () => {
  const officer = await matters.officer('court-officer', 'court.yuncheng');
  const desk = await matters.officer('desk-officer', 'police');
  const number = await matters.open(officer);
  await matters.act(`/matters/${number}/commands/answer`, desk, POLICE_ANSWER);
  await matters.act(`/matters/${number}/commands/contest-answer`, officer, { missing: '缺少车辆信息' });
  await waitFor(async () => {
    await matters.bringPending();
    const { body } = await matters.ask('GET', `/matters/${number}`, officer);
    return (body['links'] as unknown[]).length > 0;
  });
  const { page } = await browser.signedIn(officer, `/matters/${number}`);
  const graph = page.getByRole('group', { name: /^关联事项图/ });
  const box = graph.getByRole('link', { name: /DI-\d{4}-\d{6}\s*争议\s*磋商中/ });
  await box.waitFor();
  expect(await faultsOf(page)).toEqual([]);
  await box.focus();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: '争议' }).waitFor();
  await page.getByRole('group', { name: /^关联事项图/ }).getByRole('link', { name: new RegExp(`${number}\\s*所争议的事项`) }).waitFor();
  // Neither side alone: the other has to say so, too.
  const declareFailed = async (): Promise<void> => {
    await page.getByRole('button', { name: '宣布磋商不成' }).click();
    await page.getByRole('dialog').getByRole('button', { name: /提\s*交/ }).click();
    await page.getByText('双方均宣布磋商不成的，立即提请政法委协调。').last().waitFor();
    await page.getByRole('button', { name: /^确\s*认$/ }).last().click();
    await page.getByText('宣布磋商不成：已记录').or(page.getByText('应由对方确认', { exact: true })).first().waitFor();
  };
  await declareFailed();
  await declareFailed();
  await page.getByText('请等待对方确认；对方久不确认的，可与其联络员联系。').waitFor();
  expect(await faultsOf(page)).toEqual([]);
}, 120_000);

it('what was begun on one matter is gone on another, which Back shows at once; a tab that nobody sees reads nothing', async () => {
  const officer = await matters.officer('court-officer', 'court.yuncheng');
  const desk = await matters.officer('desk-officer', 'police');
  const [first, second] = [await matters.open(officer), await matters.open(officer)];
  const { page, errors } = await browser.window();
  await page.addInitScript('Object.defineProperty(document, "visibilityState", { get: () => (window.seen === true ? "visible" : "hidden") })');
  let marked = 0;
  page.on('request', (request) => { if (request.url().endsWith('/read')) marked += 1; });
  await page.goto(`/matters/${first}`);
  await page.getByLabel('账号').fill(desk.username);
  await page.getByLabel('密码').fill(desk.password);
  await page.getByRole('button', { name: /登\s*录/ }).click();
  await page.getByText(first).first().waitFor();
  errors.length = 0;
  await page.getByRole('button', { name: /签\s*收/ }).first().waitFor();
  expect(marked).toBe(0);
  await page.evaluate('window.seen = true; document.dispatchEvent(new Event("visibilitychange"))');
  await waitFor(() => Promise.resolve(marked === 1));

  await page.evaluate(`history.pushState(null, "", "/matters/${second}"); dispatchEvent(new PopStateEvent("popstate"))`);
  await page.getByText(second).first().waitFor();
  await page.getByRole('button', { name: /签\s*收/ }).first().click();
  await page.getByRole('dialog').getByLabel('签收人').fill('钱经办');
  await page.goBack();
  await page.getByText(first).first().waitFor();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  expect(errors).toEqual([]);
}, 90_000);

it('what is named in a form is chosen by its name: units, papers, entries', async () => {
  const officer = await matters.officer('court-officer', 'court.yuncheng');
  const desk = await matters.officer('desk-officer', 'police');
  const number = await matters.open(officer);
  await matters.act(`/matters/${number}/commands/sign-receipt`, desk);
  const { page, errors } = await browser.signedIn(desk, `/matters/${number}`);
  await page.getByRole('button', { name: '退回（非承办单位）' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('应由哪一单位办理').click();
  await page.keyboard.type('罗定市公安局');
  await page.locator('.ant-select-item-option').filter({ hasText: '罗定市公安局' }).first().waitFor();
  await page.keyboard.press('Escape');
  expect(await dialog.getByText('police.luoding').count()).toBe(0);
  expect(errors).toEqual([]);
}, 90_000);

it('lists, notifications and a matter can be used on a phone, without faults of access', async () => {
  const officer = await matters.officer('court-officer', 'court.yuncheng');
  const number = await matters.open(officer);
  const { page, errors } = await browser.signedIn(officer, '/matters', { viewport: PHONE });
  await page.getByRole('link', { name: number }).waitFor();
  expect(await faultsOf(page)).toEqual([]);
  await page.getByRole('link', { name: number }).click();
  await page.getByRole('heading', { level: 1 }).waitFor();
  expect(await fitsAcross(page)).toBe(true);
  await page.goto('/notifications');
  await page.getByRole('heading', { name: '通知' }).waitFor();
  expect(await faultsOf(page)).toEqual([]);
  expect(errors).toEqual([]);
}, 60_000);

it('the sign-in page says what was wrong, and forgets nobody’s name', async () => {
  const { page } = await browser.window();
  await page.goto('/inbox');
  await page.getByLabel('账号').fill('nobody');
  await page.getByLabel('密码').fill('a wrong password');
  expect(await faultsOf(page)).toEqual([]);
  await page.getByRole('button', { name: /登\s*录/ }).click();
  await page.getByRole('alert').waitFor();
  expect(await page.getByLabel('账号').inputValue()).toBe('nobody');
}, 30_000);
