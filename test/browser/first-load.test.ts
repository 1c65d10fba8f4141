import { type ApiUnderTest, startApi } from '../rig/api-under-test';
import { TestBrowser } from './browser';

let api: ApiUnderTest;
let browser: TestBrowser;
beforeAll(async () => {
  api = await startApi();
  browser = await TestBrowser.launch(api.url);
}, 60_000);
afterAll(async () => {
  await browser.close();
  await api.close();
});

it('the first page comes in under 350 kB, as it goes over the line', async () => {
  const { account, password } = await api.signedIn('desk-officer', { body: 'police' });
  const { page } = await browser.window();
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Network.enable');
  let bytes = 0;
  cdp.on('Network.loadingFinished', ({ encodedDataLength }) => { bytes += encodedDataLength; });
  await page.goto('/inbox');
  await page.getByLabel('账号').fill(account.username);
  await page.getByLabel('密码').fill(password);
  await page.getByRole('button', { name: /登\s*录/ }).click();
  await page.getByText('没有事项').waitFor();
  expect(bytes).toBeGreaterThan(100_000);
  expect(bytes).toBeLessThan(350_000);
}, 60_000);

it('is served with a policy that runs our own scripts alone, and only to browsers', async () => {
  const page = await fetch(api.url, { headers: { accept: 'text/html' } });
  expect(page.headers.get('content-security-policy')).toContain("script-src 'self'");
  expect(page.headers.get('cache-control')).toBe('no-store');
  expect((await fetch(`${api.url}/inbox`)).status).toBe(404);
  expect((await fetch(`${api.url}/api/v1/nothing`, { headers: { accept: 'text/html' } })).status).toBe(404);
});
