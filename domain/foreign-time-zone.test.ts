import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import path from 'node:path';

const baseConfig = createRequire(__filename)('../jest.config.js') as { modulePathIgnorePatterns: string[]; transform: Record<string, unknown> };
const ROOT = path.resolve(__dirname, '..');
/** Behind Yunfu by more than half a day, and with daylight saving; the command line is tried in others too. */
const FOREIGN_ZONES = ['America/New_York'];

test.each(FOREIGN_ZONES)('every test of the law passes on a machine in %s', (zone) => {
  const environment = { ...process.env, TZ: zone };
  const offset = spawnSync(process.execPath, ['-p', 'new Date(2026, 6, 1).getTimezoneOffset()'], { env: environment, encoding: 'utf8' });
  expect(Number(offset.stdout)).not.toBe(-480);

  const config = {
    rootDir: ROOT,
    testMatch: ['<rootDir>/domain/{calendar,deadlines,catalogue,rule-sets}/**/*.test.ts'],
    modulePathIgnorePatterns: baseConfig.modulePathIgnorePatterns,
    transform: baseConfig.transform,
  };
  const run = spawnSync(process.execPath, [require.resolve('jest/bin/jest'), '--runInBand', '--silent', '--config', JSON.stringify(config)], { cwd: ROOT, env: environment, encoding: 'utf8' });
  expect(run.status === 0 ? '' : run.stderr).toBe('');
  // Nine files; fewer would mean that the pattern no longer finds them.
  expect(run.stderr).toMatch(/Test Suites: 9 passed, 9 total/);
}, 120_000);
