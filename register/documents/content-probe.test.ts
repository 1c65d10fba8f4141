import { DOCUMENT_TYPE_NAMES, type DocumentType } from '../../contract/documents';
import { DOCX, pdfOf, SAMPLES, WORD_ENTRIES, zipOf } from '../../test/factories/documents';
import { ContentProbe } from './content-probe';

function probe(content: Buffer, partBytes = content.length || 1): ContentProbe {
  const watching = new ContentProbe();
  for (let at = 0; at < content.length; at += partBytes) watching.take(content.subarray(at, at + partBytes));
  return watching;
}

test.each(DOCUMENT_TYPE_NAMES)('%s is recognised by its content, in parts of any size', (mediaType) => {
  const { content } = SAMPLES[mediaType];
  for (const partBytes of [1, 7, 64, content.length]) expect(probe(content, partBytes).mediaType()).toBe(mediaType);
});

test('a long document is recognised by a directory that comes in several parts', () => {
  const entries = { ...WORD_ENTRIES, 'word/media/image1.png': 'x'.repeat(700_000), ...Object.fromEntries(Array.from({ length: 800 }, (_, n) => [`word/media/picture-with-a-long-name-${n}.png`, ''])) };
  for (const partBytes of [10_000, 64 * 1024, 300_000, 2_000_000]) expect(probe(zipOf(entries), partBytes).mediaType()).toBe(DOCX);
});

test('a document may carry a comment at its end', () => {
  expect(probe(zipOf(WORD_ENTRIES, { comment: 'made by hand PK\x05\x06' })).mediaType()).toBe(DOCX);
});

test.each<[string, Buffer]>([
  ['nothing', Buffer.alloc(0)],
  ['a page', Buffer.from('<!doctype html><script>alert(1)</script>')],
  ['a page that mentions PDF', Buffer.from('<html>%PDF-1.7')],
  ['a program', Buffer.from('MZ\x90\0\x03\0\0\0\x04\0\0\0', 'latin1')],
  ['half a signature', Buffer.from('%PD')],
  ['a picture that only begins as one', Buffer.from('\x89PNG\r\n\x1a\n<script>', 'latin1')],
  ['a ZIP', zipOf({ 'a.txt': 'a' })],
  ['a spreadsheet', zipOf({ '[Content_Types].xml': '', 'xl/workbook.xml': '' })],
  ['a ZIP with a folder word and no list of types', zipOf({ 'word/document.xml': '' })],
  ['a document with macros', zipOf({ ...WORD_ENTRIES, 'word/vbaProject.bin': 'Sub AutoOpen()' })],
  ['a document cut short', zipOf(WORD_ENTRIES).subarray(0, -1)],
  ['a document behind something else', Buffer.concat([Buffer.from('PK\x03\x04 and more'), zipOf(WORD_ENTRIES)])],
  ['a document with something behind it', Buffer.concat([zipOf(WORD_ENTRIES), Buffer.from('<script>')])],
])('%s is none', (_name, content) => {
  for (const partBytes of [5, 1_000]) expect(probe(content, partBytes).mediaType()).toBeUndefined();
});

test('what begins as something else is known at once, what has hardly begun is not', () => {
  expect(probe(Buffer.from('%PDF-1.7 and so on')).mayBe('application/pdf')).toBe(true);
  expect(probe(Buffer.from('%PDF-1.7 and so on')).mayBe('image/png')).toBe(false);
  expect(probe(Buffer.from('<!do')).mayBe('application/pdf' satisfies DocumentType)).toBe(true);
  expect(probe(pdfOf('')).mediaType()).toBe('application/pdf');
});
