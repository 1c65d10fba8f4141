import { strFromU8, unzipSync } from 'fflate';

/** A DOCX opened again: its parts as XML, and its text paragraph by paragraph. */
export interface OpenedDocx {
  document: string;
  settings: string;
  core: string;
  styles: string;
  footers: string[];
  names: string[];
  text: string[];
}

export function openDocx(content: Buffer): OpenedDocx {
  const parts = Object.fromEntries(Object.entries(unzipSync(content)).map(([name, bytes]) => [name, strFromU8(bytes)]));
  const part = (name: string): string => {
    const found = parts[name];
    if (found === undefined) throw new Error(`no ${name}`);
    return found;
  };
  return {
    document: part('word/document.xml'),
    settings: part('word/settings.xml'),
    core: part('docProps/core.xml'),
    styles: part('word/styles.xml'),
    footers: Object.entries(parts).filter(([name]) => /^word\/footer\d*\.xml$/.test(name)).map(([, xml]) => xml),
    names: Object.keys(parts),
    text: textOf(part('word/document.xml')),
  };
}

function textOf(xml: string): string[] {
  return [...xml.matchAll(/<w:p[ >].*?<\/w:p>|<w:p\/>/gs)].map(([paragraph]) => [...paragraph.matchAll(/<w:t(?: [^>]*)?>(.*?)<\/w:t>/gs)].map(([, text]) => unescapeXml(text ?? '')).join(''));
}

function unescapeXml(text: string): string {
  return text.replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&quot;/g, '"').replace(/&apos;/g, "'").replace(/&amp;/g, '&');
}

/** The paragraph that holds a text, as XML. */
export function paragraphWith({ document }: OpenedDocx, text: string): string {
  const found = [...document.matchAll(/<w:p[ >].*?<\/w:p>/gs)].map(([paragraph]) => paragraph).find((paragraph) => paragraph.includes(text));
  if (found === undefined) throw new Error(`no paragraph with ${text}`);
  return found;
}
