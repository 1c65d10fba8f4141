import { openDocx, type OpenedDocx, paragraphWith } from '../test/factories/docx';
import { PAPER_FACTS } from '../test/factories/paper';
import { composePaper } from './compose';
import { drawDocx } from './draw-docx';
import { signatureIndents } from './signature';

let notice: OpenedDocx;
let letter: OpenedDocx;

beforeAll(async () => {
  notice = openDocx(await drawDocx(composePaper(PAPER_FACTS, { paper: 'enforcement-notice', tasks: ['查封粤W12345号车辆的档案'], rulings: [] })));
  letter = openDocx(await drawDocx(composePaper(PAPER_FACTS, { paper: 'urging-letter' })));
});

describe('the page of GB/T 9704', () => {
  test('A4, 37 mm above, 35 below, 28 left, 26 right', () => {
    // A millimetre is 1440 / 25.4 = 56.693 twips: 210 → 11906, 297 → 16838, 37 → 2098, 35 → 1984, 28 → 1587, 26 → 1474.
    expect(notice.document).toMatch(/<w:pgSz (?=[^>]*w:w="11906")(?=[^>]*w:h="16838")/);
    expect(notice.document).toMatch(/<w:pgMar (?=[^>]*w:top="2098")(?=[^>]*w:bottom="1984")(?=[^>]*w:left="1587")(?=[^>]*w:right="1474")/);
  });

  test('22 lines of 28 characters, each line of one fixed height', () => {
    // 225 mm = 12756 twips, / 22 = 579.8: 579 twips = 28.95 pt. 156 mm = 8844 twips, / 28 = 315.9: 315, five less than 16 pt.
    // No grid of characters: in a cell of 315 a character of 320 takes the place of two.
    expect(notice.document).toMatch(/<w:docGrid (?=[^>]*w:type="lines")(?=[^>]*w:linePitch="579")/);
    expect(paragraphWith(notice, '查封粤W12345')).toContain('<w:spacing w:val="-5"/>');
    expect(22 * 579).toBeLessThanOrEqual(12756);
    expect(paragraphWith(notice, '查封粤W12345')).toMatch(/<w:spacing (?=[^>]*w:line="579")(?=[^>]*w:lineRule="exact")/);
  });

  test('仿宋 in 3号 for the text, two characters in; 小标宋 in 2号 for the title, in the middle', () => {
    const text = paragraphWith(notice, '查封粤W12345');
    expect(text).toContain('w:eastAsia="仿宋_GB2312"');
    expect(text).toContain('<w:sz w:val="32"/>');
    expect(text).toMatch(/w:firstLineChars="200"/);
    const title = paragraphWith(notice, '协助执行通知书</w:t>');
    expect(title).toContain('w:eastAsia="方正小标宋简体"');
    expect(title).toContain('<w:sz w:val="44"/>');
    expect(title).toContain('<w:jc w:val="center"/>');
  });

  test('page numbers in 宋体 4号 between dashes, outside on odd and even pages', () => {
    expect(notice.footers).toHaveLength(2);
    for (const footer of notice.footers) {
      expect(footer).toContain('— ');
      expect(footer).toContain(' —');
      expect(footer).toContain('PAGE');
      expect(footer).toContain('w:eastAsia="宋体"');
      expect(footer).toContain('<w:sz w:val="28"/>');
    }
    expect(notice.footers.map((footer) => /<w:jc w:val="(\w+)"/.exec(footer)?.[1]).sort()).toEqual(['left', 'right']);
    expect(notice.settings).toContain('evenAndOddHeaders');
  });

  test('a letter bears a red head and a red rule below its number, a notice of the court neither', () => {
    expect(paragraphWith(letter, '云浮市云城区人民法院</w:t>')).toContain('<w:color w:val="FF0000"/>');
    expect(paragraphWith(letter, PAPER_FACTS.number)).toMatch(/<w:pBdr><w:bottom [^>]*FF0000/);
    expect(notice.document).not.toContain('FF0000');
  });

  test('issuer and date at the end, the date four characters from the right', () => {
    expect(notice.text.slice(-2)).toEqual(['云浮市云城区人民法院', '2026年3月2日']);
    // Four characters of 16 pt = 64 pt = 1280 twips.
    expect(paragraphWith(notice, '2026年3月2日')).toContain('w:right="1280"');
  });

  test('the properties name the paper, and nobody', () => {
    expect(notice.core).toContain('协助执行通知书');
    expect(notice.core).not.toContain('赵不还');
    expect(notice.names.filter((name) => /vbaProject|embeddings/.test(name))).toEqual([]);
  });
});

test('a short issuer stands centred above the date, a long one two characters from the edge with the date centred below', () => {
  // '2026年3月2日' is 6 wide: 2026 = 2, 年 1, 3 = ½, 月 1, 2 = ½, 日 1.
  expect(signatureIndents('云浮法院', '2026年3月2日')).toEqual({ issuer: 5, date: 4 });
  // Ten wide: two more on each side than the date.
  expect(signatureIndents('云浮市云城区人民法院', '2026年3月2日')).toEqual({ issuer: 2, date: 4 });
  // Twenty wide: seven more on each side.
  expect(signatureIndents('云浮市国土资源和城乡规划管理局某某某某分局', '2026年3月2日')).toEqual({ issuer: 2, date: 2 + (21 - 6) / 2 });
});

test('what XML would take for its own, or cannot hold, does not break a paper', async () => {
  const odd = '<w:t>&"\'赵</w:t>]]>\u0000\u0007\uFFFE𠮷';
  const opened = openDocx(await drawDocx(composePaper({ ...PAPER_FACTS, people: { ...PAPER_FACTS.people, debtorName: odd } }, { paper: 'query-notice', remarks: `${odd}\n第二行` })));
  expect(opened.text.join('\n')).toContain('<w:t>&"\'赵</w:t>]]>𠮷');
  expect(opened.text).toContain('第二行');
  expect(opened.document).not.toMatch(/[\u0000-\u0008\uFFFE]/);
});

test('very long names run on, and the head of a letter stays on its line', async () => {
  const name = '很'.repeat(4000);
  const opened = openDocx(await drawDocx(composePaper({ ...PAPER_FACTS, issuerName: '云浮市国土资源和城乡规划管理局云城分局', addresseeName: name, people: { debtorName: name } }, { paper: 'oversight-request', about: 'not-filed', decision: name.slice(0, 200), receivedOn: '2026-03-02', grounds: name })));
  expect(opened.text.join('')).toContain(name);
  // Nineteen characters in 442 pt: 23 pt each, as half points 46.
  expect(paragraphWith(opened, '云城分局')).toContain('<w:sz w:val="46"/>');
});
