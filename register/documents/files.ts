import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { type FileHandle, mkdir, open, opendir, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { isNativeError } from 'node:util/types';
import type { KeyRing } from '../sealing/key-ring';
import { openStream, sealStream } from '../sealing/seal-stream';

/** A file that is complete and on disk, but has no name yet under which it is found. */
export interface Draft {
  readonly document: string;
  readonly file: string;
}

/** A file of ours as it lies in the folder; a draft is one that an upload has begun and not ended. */
export interface FoundFile {
  readonly document: string;
  readonly file: string;
  readonly isDraft: boolean;
  readonly modifiedAt: number;
}

const NAME = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(\.[0-9a-f-]{36}\.part)?$/;

/** The documents' folder: one sealed file for each document, named by its id, in subfolders by the id's first two digits. */
export class DocumentFiles {
  constructor(
    readonly folder: string,
    private readonly keyRing: KeyRing,
  ) {}

  /** At the start of a process that writes: a folder that cannot be had must not be found out by the first upload. */
  prepare(): this {
    mkdirSync(this.folder, { recursive: true, mode: 0o700 });
    return this;
  }

  /** Seals what flows by into a file of its own; on disk when this returns. What fails leaves nothing. */
  async draft(document: string, content: AsyncIterable<Buffer>): Promise<Draft> {
    const file = `${this.fileOf(document)}.${randomUUID()}.part`;
    if ((await mkdir(path.dirname(file), { recursive: true, mode: 0o700 })) !== undefined) await syncFolder(this.folder);
    const handle = await open(file, 'wx', 0o600);
    try {
      await writeFile(handle, sealStream(this.keyRing, contextOf(document), content));
      await handle.sync();
    } catch (error) {
      await handle.close();
      await rm(file, { force: true });
      throw error;
    }
    await handle.close();
    return { document, file };
  }

  /** From now on the document is found; on disk when this returns. */
  async keep({ document, file }: Draft): Promise<void> {
    await rename(file, this.fileOf(document));
    await syncFolder(path.dirname(file));
  }

  async discard({ file }: Pick<Draft, 'file'>): Promise<void> {
    await rm(file, { force: true });
  }

  async remove(document: string): Promise<void> {
    await rm(this.fileOf(document), { force: true });
  }

  /** Length of the sealed file, or undefined: it is not there. */
  async lengthOf(document: string): Promise<number | undefined> {
    try {
      return (await stat(this.fileOf(document))).size;
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw error;
    }
  }

  /** The content as it was uploaded, each part checked before it is handed out. Throws BrokenSeal, or what the disk says. */
  async *read(document: string, { file }: Pick<Draft, 'file'> = { file: this.fileOf(document) }): AsyncGenerator<Buffer> {
    const handle = await open(file, 'r');
    try {
      yield* openStream(this.keyRing, contextOf(document), partsOf(handle));
    } finally {
      await handle.close();
    }
  }

  /** Every file of ours; whatever else lies there is nobody's business here. */
  async *list(): AsyncGenerator<FoundFile> {
    for await (const folder of await opendir(this.folder)) {
      if (!folder.isDirectory() || !/^[0-9a-f]{2}$/.test(folder.name)) continue;
      for await (const { name } of await opendir(path.join(this.folder, folder.name))) {
        const [, document, draft] = NAME.exec(name) ?? [];
        const file = path.join(this.folder, folder.name, name);
        const found = document === undefined ? undefined : await stat(file).catch(() => undefined);
        if (document !== undefined && found?.isFile() === true) yield { document, file, isDraft: draft !== undefined, modifiedAt: found.mtimeMs };
      }
    }
  }

  private fileOf(document: string): string {
    return path.join(this.folder, document.slice(0, 2), document);
  }
}

const READ_BYTES = 64 * 1024;

/** One buffer for all parts: the reader is done with one before it asks for the next. */
async function* partsOf(handle: FileHandle): AsyncGenerator<Buffer> {
  const buffer = Buffer.allocUnsafeSlow(READ_BYTES);
  for (;;) {
    const { bytesRead } = await handle.read(buffer, 0, buffer.length, null);
    if (bytesRead === 0) return;
    yield buffer.subarray(0, bytesRead);
  }
}

/** A new name is safe only when its folder is on disk too. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function isMissing(error: unknown): boolean {
  return isNativeError(error) && 'code' in error && error.code === 'ENOENT';
}

/** A file opens only as the document it was sealed for. */
function contextOf(document: string): string {
  return `document:${document}`;
}
