import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { lockDataHome } from '../data-home';
import { emptyRehearsalHome, leaveOrdinarySettings, prepareRehearsalHome } from './home';

describe('the home of a rehearsal', () => {
  let home: string;
  const log = (): void => undefined;

  beforeEach(() => {
    home = fs.mkdtempSync(path.join(os.tmpdir(), 'rehearsal-home-'));
  });
  afterEach(() => fs.rmSync(home, { recursive: true, force: true }));

  test('is emptied to its mark and its ports', async () => {
    prepareRehearsalHome(home);
    fs.mkdirSync(path.join(home, 'outbox'));
    fs.writeFileSync(path.join(home, 'outbox', 'a.eml'), '');
    fs.writeFileSync(path.join(home, 'ports.json'), '{}');
    await emptyRehearsalHome(home, log);
    expect(fs.readdirSync(home).sort()).toEqual(['ports.json', 'rehearsal']);
  });

  test('is never a folder in which something else lies', async () => {
    fs.writeFileSync(path.join(home, 'precious'), 'data');
    expect(() => prepareRehearsalHome(home)).toThrow('is not a rehearsal');
    await expect(emptyRehearsalHome(home, log)).rejects.toThrow('is not a rehearsal');
    expect(fs.readFileSync(path.join(home, 'precious'), 'utf8')).toBe('data');
  });

  test('is not emptied while it is in use', async () => {
    prepareRehearsalHome(home);
    const release = lockDataHome(home);
    await expect(emptyRehearsalHome(home, log)).rejects.toThrow('is in use');
    release();
  });
});

test('a rehearsal follows no setting that leads to real data, keys or people', () => {
  const env: NodeJS.ProcessEnv = {
    PATH: '/bin',
    LIANDONG_DATA: '/data',
    DATABASE_URL: 'postgres://real',
    DATABASE_OWNER_URL: 'postgres://real',
    TEMPORAL_ADDRESS: 'real:7233',
    LIANDONG_KEYS_DIR: '/keys',
    LIANDONG_DOCUMENTS_DIR: '/documents',
    SMTP_HOST: 'mail.real',
    SMTP_PASS: 'secret',
    LIANDONG_MESSAGE_PROGRAM: '/usr/bin/sms',
    LIANDONG_PUBLIC_URL: 'https://real',
  };
  expect(leaveOrdinarySettings(env)).toEqual(['DATABASE_OWNER_URL', 'DATABASE_URL', 'LIANDONG_DOCUMENTS_DIR', 'LIANDONG_KEYS_DIR', 'LIANDONG_MESSAGE_PROGRAM', 'LIANDONG_PUBLIC_URL', 'SMTP_HOST', 'SMTP_PASS', 'TEMPORAL_ADDRESS']);
  expect(env).toEqual({ PATH: '/bin', LIANDONG_DATA: '/data' });
});
