import type { Role } from '../../domain/access/permissions';
import { MatterApi, type Person } from '../rig/matter-api';
import { faultsOf, fitsAcross, PHONE, TestBrowser } from './browser';

const OFFICE_PC = { width: 1366, height: 768 };

let matters: MatterApi;
let browser: TestBrowser;
let judge: Person;
beforeAll(async () => {
  matters = await MatterApi.start();
  await matters.startWorker();
  browser = await TestBrowser.launch(matters.api.url);
  judge = await matters.officer('court-officer', 'court.yuncheng');
  await matters.open(judge);
}, 60_000);
afterAll(async () => {
  await browser.close();
  await matters.stop();
});

/** The pages that everybody has are looked at with the eyes of one who has little and one who has much in them. */
const COMMON = ['/inbox', '/matters', '/matters/AR-2026-000001', '/notifications', '/calendar', '/help', '/password'];
const FIGURES = ['/supervision', '/supervision/matters?cell=open'];
const PAGES: readonly (readonly [role: Role, body: string | null, paths: readonly string[]])[] = [
  ['court-officer', 'court.yuncheng', COMMON],
  ['court-officer', 'court.yuncheng', ['/cases?no=%EF%BC%882026%EF%BC%89%E7%B2%A45302%E6%89%A7123%E5%8F%B7', '/requests/new', '/requests/new?kind=police.locate-debtor', '/requests/new?kind=commerce.equity-transfer', '/requests/new?kind=police.crime-referral', '/alarms/new']],
  ['enforcement-bureau', 'court.intermediate', ['/inbox', '/standing-instruction', '/requests/new', ...FIGURES, '/cards']],
  ['liaison', 'police', ['/inbox', '/matters/AR-2026-000001', '/cards']],
  ['desk-officer', 'police', ['/inbox', '/matters/AR-2026-000001']],
  ['unit-head', 'police', ['/inbox', ...FIGURES, '/cards']],
  ['committee-officer', 'committee', ['/inbox', '/matters', ...FIGURES, '/cards', '/calendar']],
  ['prosecutor', 'procuratorate', ['/inbox', '/matters']],
  ['supervisor', 'committee', ['/matters', '/matters/AR-2026-000001', ...FIGURES, '/cards', '/calendar']],
  ['operator', null, ['/calendar?year=2027', '/operator?tab=accounts', '/operator?tab=units', '/operator?tab=channels', '/operator?tab=settings', '/nowhere']],
];

it.each(PAGES)('every page of a %s (%s) can be read by everybody, at an office PC and on a phone, and says nothing to its console', async (role, body, paths) => {
  const { page, errors } = await browser.signedIn(role === 'court-officer' ? judge : await matters.officer(role, body), '/help');
  const faults: string[] = [];
  for (const path of paths) {
    await page.setViewportSize(OFFICE_PC);
    await page.goto(path);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.waitForLoadState('networkidle');
    faults.push(...(await faultsOf(page)).map((fault) => `${path}: ${fault}`));
    await page.setViewportSize(PHONE);
    if (!(await fitsAcross(page))) faults.push(`${path}: has to be scrolled sideways on a phone`);
    faults.push(...(await faultsOf(page)).map((fault) => `${path} on a phone: ${fault}`));
  }
  expect(faults).toEqual([]);
  expect(errors).toEqual([]);
}, 180_000);
