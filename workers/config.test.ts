import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { MAIL_SERVER_CERTIFICATE } from '../test/factories/mail-server';
import { parseWorkerConfig } from './config';

const COMPLETE = { DATABASE_URL: 'postgres://app:secret-word@db/liandong', LIANDONG_KEYS_DIR: '/keys', LIANDONG_DATA: '/data', LIANDONG_PUBLIC_URL: 'https://liandong.example', SMTP_HOST: 'mail.example', SMTP_FROM: 'p@court.example' };

let dir: string;
beforeEach(() => { dir = mkdtempSync(path.join(tmpdir(), 'worker-config-')); });
afterEach(() => rmSync(dir, { recursive: true }));

test('without a certificate authority of its own the mail server is judged by those that Node trusts', () => {
  expect(parseWorkerConfig(COMPLETE).telling.smtp).not.toHaveProperty('ca');
});

test('the certificate authority of the mail server is read from its file', () => {
  const file = path.join(dir, 'mail.pem');
  writeFileSync(file, MAIL_SERVER_CERTIFICATE);
  expect(parseWorkerConfig({ ...COMPLETE, SMTP_CA_FILE: file }).telling.smtp).toMatchObject({ host: 'mail.example', ca: MAIL_SERVER_CERTIFICATE });
});

test('a certificate that cannot be read, or is none, is named at the start together with every other problem', () => {
  const file = path.join(dir, 'mail.pem');
  const attempt = () => parseWorkerConfig({ ...COMPLETE, SMTP_CA_FILE: file, LIANDONG_MESSAGE_ARGUMENTS: '{}' });
  expect(attempt).toThrow(/^ {2}SMTP_CA_FILE: the file cannot be read \(ENOENT\)$/m);
  writeFileSync(file, 'not a certificate');
  expect(attempt).toThrow(/^ {2}SMTP_CA_FILE: the file holds no certificate in PEM form$/m);
  expect(attempt).toThrow(/^ {2}LIANDONG_MESSAGE_ARGUMENTS: /m);
});
