import type { DocumentType } from '../../contract/documents';

/** The directory of a ZIP stands at its end; a DOCX's is a few kilobytes long. */
const TAIL_BYTES = 256 * 1024;
const HEAD_BYTES = 16;

const DOCX: DocumentType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

const BEGINNINGS: readonly { readonly mediaType: DocumentType; readonly bytes: Buffer }[] = [
  { mediaType: 'application/pdf', bytes: Buffer.from('%PDF-') },
  { mediaType: 'image/png', bytes: Buffer.from('\x89PNG\r\n\x1a\n\0\0\0\rIHDR', 'latin1') },
  { mediaType: 'image/jpeg', bytes: Buffer.from([0xff, 0xd8, 0xff]) },
  { mediaType: DOCX, bytes: Buffer.from('PK\x03\x04', 'latin1') },
];

/** Watches a file go by, keeps its beginning and its end, and says by them what it is. */
export class ContentProbe {
  private head = Buffer.alloc(0);
  private readonly end = new Tail();
  private length = 0;

  take(part: Buffer): void {
    this.length += part.length;
    if (this.head.length < HEAD_BYTES) this.head = Buffer.concat([this.head, part.subarray(0, HEAD_BYTES - this.head.length)]);
    if (this.beginning() === DOCX) this.end.take(part);
  }

  /** Whether it can still become a file of that type. */
  mayBe(mediaType: DocumentType): boolean {
    return this.head.length < HEAD_BYTES || this.beginning() === mediaType;
  }

  /** Of the whole file, or undefined: none that is kept. */
  mediaType(): DocumentType | undefined {
    const mediaType = this.beginning();
    return mediaType === DOCX && !isWordDocument(namesInZip(this.end.bytes(), this.length)) ? undefined : mediaType;
  }

  private beginning(): DocumentType | undefined {
    return BEGINNINGS.find(({ bytes }) => this.head.subarray(0, bytes.length).equals(bytes))?.mediaType;
  }
}

/** The last bytes of what flowed by, without a new buffer for each part. */
class Tail {
  private held: Buffer | undefined;
  private filled = 0;

  take(part: Buffer): void {
    this.held ??= Buffer.allocUnsafeSlow(2 * TAIL_BYTES);
    const kept = part.subarray(-TAIL_BYTES);
    if (this.filled + kept.length > this.held.length) {
      this.held.copyWithin(0, this.filled - TAIL_BYTES, this.filled);
      this.filled = TAIL_BYTES;
    }
    this.filled += kept.copy(this.held, this.filled);
  }

  bytes(): Buffer {
    return this.held?.subarray(Math.max(0, this.filled - TAIL_BYTES), this.filled) ?? Buffer.alloc(0);
  }
}

/** A document without macros: what carries some is another type, whatever it calls itself. */
function isWordDocument(names: readonly string[]): boolean {
  return names.includes('[Content_Types].xml') && names.some((name) => name.startsWith('word/')) && !names.some((name) => /(^|\/)vbaProject\.bin$/i.test(name));
}

const END_OF_DIRECTORY = 0x06054b50;
const END_OF_DIRECTORY_BYTES = 22;
const DIRECTORY_ENTRY = 0x02014b50;
const DIRECTORY_ENTRY_BYTES = 46;

/** The names in a ZIP's directory; none where it is not exactly a ZIP, its directory does not fit into the tail, or it is in the 64-bit form. */
function namesInZip(tail: Buffer, length: number): string[] {
  const end = findEnd(tail);
  if (end === undefined) return [];
  const [count, directoryBytes, directoryAt] = [tail.readUInt16LE(end + 10), tail.readUInt32LE(end + 12), tail.readUInt32LE(end + 16)];
  const start = end - directoryBytes;
  if (start < 0 || directoryAt + directoryBytes !== length - tail.length + end) return [];
  const names: string[] = [];
  let at = start;
  while (at + DIRECTORY_ENTRY_BYTES <= end && tail.readUInt32LE(at) === DIRECTORY_ENTRY) {
    const nameBytes = tail.readUInt16LE(at + 28);
    names.push(tail.toString('utf8', at + DIRECTORY_ENTRY_BYTES, at + DIRECTORY_ENTRY_BYTES + nameBytes));
    at += DIRECTORY_ENTRY_BYTES + nameBytes + tail.readUInt16LE(at + 30) + tail.readUInt16LE(at + 32);
  }
  return at === end && names.length === count ? names : [];
}

/** Its comment, of which the record tells the length, reaches to the end of the file. */
function findEnd(tail: Buffer): number | undefined {
  for (let at = tail.length - END_OF_DIRECTORY_BYTES; at >= 0; at--) {
    if (tail.readUInt32LE(at) === END_OF_DIRECTORY && at + END_OF_DIRECTORY_BYTES + tail.readUInt16LE(at + 20) === tail.length) return at;
  }
  return undefined;
}
