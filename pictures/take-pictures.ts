import fs from 'node:fs';
import path from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';

/** Debian's, unless CHROMIUM names another. */
const CHROMIUM = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
const OFFICE_PC = { width: 1366, height: 768 };
const PHONE = { width: 390, height: 844 };

interface Picture {
  readonly name: string;
  readonly by: string;
  readonly path: string;
  /** What has to be there before the picture is taken. */
  readonly shows: (page: Page) => Promise<unknown>;
  readonly viewport?: typeof OFFICE_PC;
}

const heading = (name: string | RegExp) => (page: Page) => page.getByRole('heading', { level: 1, name }).waitFor();

const PICTURES: readonly Picture[] = [
  { name: 'inbox', by: 'police.luoding.desk', path: '/inbox', shows: heading('待办') },
  { name: 'inbox-phone', by: 'police.luoding.desk', path: '/inbox', shows: heading('待办'), viewport: PHONE },
  { name: 'matter', by: 'luoding.judge', path: `/matters?text=${encodeURIComponent('执101号')}`, shows: async (page) => {
    await page.getByRole('link', { name: /^AR-2026-/ }).click();
    await page.getByRole('list', { name: '逐日计算' }).first().waitFor();
  } },
  { name: 'new-request', by: 'luoding.judge', path: '/requests/new?kind=police.identity-property-query', shows: (page) => page.getByText('假如单位今日签收').waitFor() },
  { name: 'supervision', by: 'committee.officer', path: '/supervision', shows: (page) => page.locator('canvas').first().waitFor() },
  { name: 'calendar', by: 'committee.officer', path: '/calendar', shows: (page) => page.getByRole('list', { name: '节假日和调休' }).waitFor() },
];

export interface Taken {
  readonly file: string;
  readonly bytes: number;
}

/** One picture after another, each by whoever has the page in daily use; the tour is over before the first. */
export async function takePictures({ url, password, folder }: { url: string; password: string; folder: string }): Promise<Taken[]> {
  fs.mkdirSync(folder, { recursive: true });
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--disable-dev-shm-usage', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])] });
  try {
    const taken: Taken[] = [];
    for (const picture of PICTURES) taken.push(await take(browser, picture, { url, password, folder }));
    return taken;
  } finally {
    await browser.close();
  }
}

async function take(browser: Browser, { name, by, path: address, shows, viewport = OFFICE_PC }: Picture, { url, password, folder }: { url: string; password: string; folder: string }): Promise<Taken> {
  const context = await browser.newContext({ baseURL: url, viewport, locale: 'zh-CN', timezoneId: 'Asia/Shanghai', reducedMotion: 'reduce' });
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  const signedIn = await context.request.post('/api/v1/sessions', { data: { username: by, password }, headers: { origin: url } });
  if (!signedIn.ok()) throw new Error(`${by} cannot sign in: ${signedIn.status()}`);
  await context.request.put('/api/v1/me/tour', { data: {}, headers: { origin: url } });
  await page.goto(address);
  await shows(page);
  await page.waitForLoadState('networkidle');
  const file = path.join(folder, `${name}.png`);
  const { length: bytes } = await page.screenshot({ path: file });
  await context.close();
  return { file, bytes };
}
