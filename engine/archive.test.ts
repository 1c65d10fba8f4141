import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { packFolder, unpackArchive } from './archive';

describe('an archive', () => {
  let folder: string;
  beforeEach(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'liandong-archive-'));
    fs.mkdirSync(path.join(folder, 'source', 'empty'), { recursive: true });
    fs.writeFileSync(path.join(folder, 'source', 'papers'), 'papers '.repeat(10_000), { mode: 0o600 });
    fs.writeFileSync(path.join(folder, 'source', 'scratch'), 'scratch');
  });
  afterEach(() => fs.rmSync(folder, { recursive: true }));
  const at = (name: string): string => path.join(folder, name);
  const pack = (file: string): Promise<void> => packFolder(at('source'), at(file), { contents: 'data', isLeftOut: (name) => name === 'scratch' });

  test.each(['a.tar', 'a.tar.gz', 'a.tgz'])('%s gives back files, empty folders and modes, without what was left out', async (file) => {
    await pack(file);
    await unpackArchive(at(file), at('target'), 'data');
    expect(fs.readdirSync(at('target')).sort()).toEqual(['empty', 'papers']);
    expect(fs.readFileSync(at('target/papers'), 'utf8')).toBe('papers '.repeat(10_000));
    expect(fs.statSync(at('target/papers')).mode & 0o777).toBe(0o600);
  });

  test('takes a folder in that lies elsewhere, under a name of its own', async () => {
    fs.mkdirSync(at('elsewhere/ab'), { recursive: true });
    fs.writeFileSync(at('elsewhere/ab/document'), 'sealed', { mode: 0o600 });
    await packFolder(at('source'), at('a.tgz'), { contents: 'data', beside: { name: 'documents', folder: at('elsewhere') } });
    await unpackArchive(at('a.tgz'), at('target'), 'data');
    expect(fs.readdirSync(at('target')).sort()).toEqual(['documents', 'empty', 'papers', 'scratch']);
    expect(fs.readFileSync(at('target/documents/ab/document'), 'utf8')).toBe('sealed');
    await packFolder(at('source'), at('b.tgz'), { contents: 'data', beside: { name: 'documents', folder: at('not-there') } });
    await unpackArchive(at('b.tgz'), at('other'), 'data');
    expect(fs.readdirSync(at('other')).sort()).toEqual(['empty', 'papers', 'scratch']);
  });

  test('with one byte changed is refused by the name of the file, and leaves nothing', async () => {
    await pack('a.tar');
    const bytes = fs.readFileSync(at('a.tar'));
    bytes.write('Papers', bytes.lastIndexOf('papers papers'));
    fs.writeFileSync(at('a.tar'), bytes);
    await expect(unpackArchive(at('a.tar'), at('target'), 'data')).rejects.toThrow('papers does not match its checksum');
    expect(fs.existsSync(at('target'))).toBe(false);
  });

  test('cut short is refused', async () => {
    await pack('a.tar.gz');
    fs.truncateSync(at('a.tar.gz'), 200);
    await expect(unpackArchive(at('a.tar.gz'), at('target'), 'data')).rejects.toThrow('tar failed');
  });

  test('of keys is not taken for one of data, and a stray tar for neither', async () => {
    await pack('a.tar');
    await expect(unpackArchive(at('a.tar'), at('target'), 'keys')).rejects.toThrow('holds data, not keys');
    fs.writeFileSync(at('b.tar'), Buffer.alloc(10_240));
    await expect(unpackArchive(at('b.tar'), at('target'), 'data')).rejects.toThrow('is not a back-up');
  });

  test('never replaces a file that is there', async () => {
    fs.writeFileSync(at('a.tar'), 'last month’s');
    await expect(pack('a.tar')).rejects.toThrow('exists already');
    expect(fs.readFileSync(at('a.tar'), 'utf8')).toBe('last month’s');
  });
});
