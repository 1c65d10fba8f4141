import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { EngineError, hasCode } from './errors';

const MANIFEST = 'liandong-archive.json';
const FORMAT = 'liandong-archive/1';
const LIST = '.list';
const FURTHER_LIST = '.further-list';

interface Manifest {
  format: string;
  contents: string;
  madeAt: string;
  /** Path below the archive's root → SHA-256 of every file in it. */
  files: Record<string, string>;
}

/** What lies below `root`, without what `isLeftOut` names; folders before their contents. */
function listTree(root: string, isLeftOut: (relative: string) => boolean): { folders: string[]; files: string[] } {
  const folders: string[] = [];
  const files: string[] = [];
  const walk = (folder: string): void => {
    for (const entry of fs.readdirSync(path.join(root, folder), { withFileTypes: true })) {
      const relative = path.join(folder, entry.name);
      if (isLeftOut(relative)) continue;
      if (entry.isDirectory()) {
        folders.push(relative);
        walk(relative);
      } else if (entry.isFile()) {
        files.push(relative);
      } else {
        throw new EngineError(`${path.join(root, relative)} is neither a file nor a folder`);
      }
    }
  };
  walk('');
  return { folders, files };
}

const CHUNK_BYTES = 1024 * 1024;

/** Synchronous on purpose: thousands of small files, and nothing else to do meanwhile. */
function hashFile(file: string): string {
  const hash = createHash('sha256');
  const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
  const handle = fs.openSync(file, 'r');
  try {
    for (let bytes = fs.readSync(handle, chunk); bytes > 0; bytes = fs.readSync(handle, chunk)) hash.update(chunk.subarray(0, bytes));
  } finally {
    fs.closeSync(handle);
  }
  return hash.digest('hex');
}

async function runTar(args: string[], { cwd, output }: { cwd: string; output?: number }): Promise<void> {
  const child = spawn('tar', args, { cwd, env: { PATH: process.env.PATH, LC_ALL: 'C' }, stdio: ['ignore', output ?? 'ignore', 'pipe'] });
  let complaint = '';
  child.stderr?.on('data', (chunk: Buffer) => (complaint = (complaint + chunk.toString()).slice(-2_000)));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', (error) => reject(hasCode(error, 'ENOENT') ? new EngineError('GNU tar is needed (Debian: apt-get install tar)') : error));
    child.once('close', resolve);
  });
  if (code !== 0) throw new EngineError(`tar failed: ${complaint.trim()}`);
}

export interface PackOptions {
  contents: string;
  isLeftOut?: (relative: string) => boolean;
  /** A folder that lies elsewhere, put in under a name of its own. */
  beside?: { name: string; folder: string };
}

/** Writes a folder into one tar file (compressed when its name ends in .gz or .tgz) that only its owner may read, with a checksum of every file. */
export async function packFolder(root: string, destination: string, { contents, isLeftOut = () => false, beside }: PackOptions): Promise<void> {
  const file = path.resolve(destination);
  if (fs.existsSync(file)) throw new EngineError(`${file} exists already: name another file`);
  const manifest: Manifest = { format: FORMAT, contents, madeAt: new Date().toISOString(), files: {} };
  const { folders, files } = listTree(root, isLeftOut);
  for (const name of files) manifest.files[name] = hashFile(path.join(root, name));
  const further = beside && fs.existsSync(beside.folder) ? listTree(beside.folder, () => false) : { folders: [], files: [] };
  for (const name of further.files) manifest.files[path.join(beside?.name ?? '', name)] = hashFile(path.join(beside?.folder ?? '', name));

  const partial = `${file}.partial`;
  const workshop = fs.mkdtempSync(`${file}.work-`);
  try {
    fs.writeFileSync(path.join(workshop, MANIFEST), JSON.stringify(manifest, null, 1));
    fs.writeFileSync(path.join(workshop, LIST), [...folders, ...files].map((name) => `./${name}\0`).join(''));
    fs.writeFileSync(path.join(workshop, FURTHER_LIST), [...further.folders, ...further.files].map((name) => `./${path.join(beside?.name ?? '', name)}\0`).join(''));
    // tar goes through a link that leads to what it is asked for.
    if (beside) fs.symlinkSync(path.resolve(beside.folder), path.join(workshop, beside.name));
    const output = fs.openSync(partial, 'w', 0o600);
    try {
      const compress = /\.(gz|tgz)$/.test(file) ? ['--use-compress-program=gzip -1'] : [];
      const names = ['--no-recursion', '--null', MANIFEST, `--files-from=${path.join(workshop, FURTHER_LIST)}`, `--directory=${path.resolve(root)}`, `--files-from=${path.join(workshop, LIST)}`];
      await runTar(['--create', ...compress, '--file=-', '--numeric-owner', ...names], { cwd: workshop, output });
      fs.fsyncSync(output);
    } finally {
      fs.closeSync(output);
    }
    fs.renameSync(partial, file);
  } finally {
    fs.rmSync(partial, { force: true });
    fs.rmSync(workshop, { recursive: true, force: true });
  }
}

/** Unpacks an archive into a new folder and checks every file against its checksum; what does not match leaves nothing behind. */
export async function unpackArchive(file: string, target: string, contents: string): Promise<void> {
  if (!fs.existsSync(file)) throw new EngineError(`${file} does not exist`);
  fs.mkdirSync(target, { mode: 0o700 });
  try {
    await runTar(['--extract', `--file=${path.resolve(file)}`, '--preserve-permissions', '--no-same-owner'], { cwd: target });
    verifyTree(file, target, contents);
    fs.rmSync(path.join(target, MANIFEST));
  } catch (error) {
    fs.rmSync(target, { recursive: true, force: true });
    throw error;
  }
}

function verifyTree(file: string, root: string, contents: string): void {
  const manifest = readManifest(path.join(root, MANIFEST));
  if (manifest?.format !== FORMAT) throw new EngineError(`${file} is not a back-up made by liandong`);
  if (manifest.contents !== contents) throw new EngineError(`${file} holds ${manifest.contents}, not ${contents}`);
  const files = new Set(listTree(root, (relative) => relative === MANIFEST).files);
  const stranger = [...files].find((name) => !Object.hasOwn(manifest.files, name));
  if (stranger) throw new EngineError(`${file} holds ${stranger}, which its list does not name`);
  for (const [name, expected] of Object.entries(manifest.files)) {
    if (!files.has(name)) throw new EngineError(`${file} lacks ${name}`);
    if (hashFile(path.join(root, name)) !== expected) throw new EngineError(`${file}: ${name} does not match its checksum`);
  }
}

function readManifest(file: string): Manifest | undefined {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8')) as Manifest;
  } catch {
    return undefined;
  }
}
