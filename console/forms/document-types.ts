/** What the API keeps; it looks at the content itself. */
export const DOCUMENT_ENDS = '.pdf,.png,.jpg,.jpeg,.docx';
export const MEBIBYTES_AT_MOST = 50;

const TYPES: Readonly<Record<string, string>> = { pdf: 'application/pdf', png: 'image/png', jpg: 'image/jpeg', jpeg: 'image/jpeg', docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document' };

/** By the end of its name, because browsers know some types by none. */
export function typeOf(fileName: string): string {
  return TYPES[fileName.toLowerCase().split('.').at(-1) ?? ''] ?? 'application/octet-stream';
}
