/** The text of a file, as a Chinese office PC writes it: UTF-8, or else GB 18030, which every GBK file is too. */
export function textIn(bytes: ArrayBuffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
}
