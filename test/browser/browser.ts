import fs from 'node:fs';
import axe from 'axe-core';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { waitFor } from '../harness/wait-for';

/** Debian's, unless CHROMIUM names another. */
const CHROMIUM = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
/** The office PC for which every page is made. */
const OFFICE_PC = { width: 1366, height: 768 };
export const PHONE = { width: 390, height: 844 };

/** What the page wrote to its console although nothing should be there. */
export interface Window {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly errors: string[];
}

export class TestBrowser {
  private constructor(
    private readonly browser: Browser,
    private readonly url: string,
  ) {}

  static async launch(url: string): Promise<TestBrowser> {
    if (!fs.existsSync(CHROMIUM)) throw new Error(`no browser at ${CHROMIUM}: apt-get install chromium, or set CHROMIUM`);
    // The sandbox of Chromium does not start as root, and a container's shared memory is small; it shows only our own pages here.
    const browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--disable-dev-shm-usage', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])] });
    return new TestBrowser(browser, url);
  }

  close(): Promise<void> {
    return this.browser.close();
  }

  /** A browser of its own, with its own cookies, in a zone that is not China's: dates must not follow it. */
  async window({ viewport = OFFICE_PC }: { viewport?: { width: number; height: number } } = {}): Promise<Window> {
    const context = await this.browser.newContext({ baseURL: this.url, viewport, locale: 'zh-CN', timezoneId: 'America/Los_Angeles', reducedMotion: 'reduce' });
    const page = await context.newPage();
    page.setDefaultTimeout(30_000);
    const errors: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') errors.push(message.text());
    });
    page.on('pageerror', (error) => errors.push(String(error)));
    return { page, context, errors };
  }

  /** Signed in as an officer does it: with name and password, at the address given. */
  async signedIn({ username, password }: { username: string; password: string }, path = '/', options: { viewport?: { width: number; height: number } } = {}): Promise<Window> {
    const window = await this.window(options);
    await window.page.goto(path);
    await window.page.getByLabel('账号').fill(username);
    await window.page.getByLabel('密码').fill(password);
    await window.page.getByRole('button', { name: /登\s*录/ }).click();
    await window.page.getByRole('navigation').or(window.page.getByRole('heading', { name: '修改密码' })).or(window.page.getByRole('button', { name: '打开菜单' })).first().waitFor();
    // Asking who is signed in is refused before anybody is.
    window.errors.length = 0;
    return window;
  }
}

/** Ant Design's Select keeps a list of no size for readers, named by its field alone; the library gives no way to name it a second time. */
const HIDDEN_LIST = /^<div role="listbox" id="[\w.-]+_list" style="height: 0px; width: 0px/;
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** What axe finds against WCAG 2.2 AA, a line each. */
export async function faultsOf(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate<axe.AxeResults>(`axe.run(document, { runOnly: ${JSON.stringify(RULES)} })`);
  return violations.flatMap(({ id, help, nodes }) => nodes.filter(({ html }) => !(id === 'aria-input-field-name' && HIDDEN_LIST.test(html))).map(({ html }) => `${id}: ${help}: ${html.slice(0, 160)}`));
}

/** The days of a field go a moment after the field has been left; the library's own buttons in them have other names than they show. */
export async function daysAreGone(page: Page): Promise<void> {
  await page.locator('.ant-picker-dropdown').first().waitFor({ state: 'hidden' });
}

/** Whether nothing has to be scrolled sideways, once the page has taken the shape of its window. */
export async function fitsAcross(page: Page): Promise<boolean> {
  const fits = () => page.evaluate<boolean>('document.documentElement.scrollWidth <= window.innerWidth');
  return waitFor(fits, 5_000).catch(() => false);
}
