import { parseConfig } from './config';

const COMPLETE = { DATABASE_URL: 'postgres://app:secret-word@db/liandong', LIANDONG_KEYS_DIR: '/keys', LIANDONG_DATA: '/data' };

test('what is not said has its default, and is bound to this machine', () => {
  expect(parseConfig(COMPLETE)).toMatchObject({ host: '127.0.0.1', port: 8700, trustProxy: false, temporalUiOrigins: [], temporalNamespace: 'liandong', publicOrigin: undefined, documentsDir: '/data/documents' });
  expect(parseConfig(COMPLETE)).not.toHaveProperty('scanProgram');
});

test('documents lie where the setting says, and are scanned by the program it names', () => {
  const config = parseConfig({ ...COMPLETE, LIANDONG_DOCUMENTS_DIR: '/documents', LIANDONG_SCAN_PROGRAM: '/usr/bin/clamdscan', LIANDONG_SCAN_ARGUMENTS: '["--no-summary", "-"]' });
  expect(config).toMatchObject({ documentsDir: '/documents', scanProgram: { program: '/usr/bin/clamdscan', args: ['--no-summary', '-'] } });
});

test('an empty variable counts as not set', () => {
  expect(parseConfig({ ...COMPLETE, LIANDONG_PUBLIC_URL: '', LIANDONG_API_PORT: '' })).toMatchObject({ publicOrigin: undefined, port: 8700 });
});

test('addresses are reduced to origins, lists are split', () => {
  const config = parseConfig({ ...COMPLETE, LIANDONG_PUBLIC_URL: 'https://liandong.example/console/', LIANDONG_TEMPORAL_UI_ORIGINS: 'http://127.0.0.1:8233/, http://ui.example', LIANDONG_TRUST_PROXY: '1' });
  expect(config).toMatchObject({ publicOrigin: 'https://liandong.example', temporalUiOrigins: ['http://127.0.0.1:8233', 'http://ui.example'], trustProxy: 1 });
});

test('every problem is named at once, and no value is shown', () => {
  const attempt = () => parseConfig({ DATABASE_URL: 'mysql://app:secret-word@db/x', LIANDONG_API_PORT: '99999', LIANDONG_METRICS_TOKEN: 'short', LIANDONG_LOG_LEVEL: 'loud', LIANDONG_SCAN_ARGUMENTS: '-', TEMPORAL_ADDRESS: 'nowhere' });
  for (const name of ['DATABASE_URL', 'LIANDONG_API_PORT', 'LIANDONG_METRICS_TOKEN', 'LIANDONG_LOG_LEVEL', 'LIANDONG_KEYS_DIR', 'LIANDONG_DOCUMENTS_DIR', 'LIANDONG_SCAN_ARGUMENTS', 'TEMPORAL_ADDRESS']) expect(attempt).toThrow(new RegExp(`^ {2}${name}: `, 'm'));
  expect(attempt).not.toThrow(/secret-word/);
});
