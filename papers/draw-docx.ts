import { AlignmentType, BorderStyle, Document, DocumentGridType, Footer, LineRuleType, Packer, PageNumber, Paragraph, type ISectionOptions, Table, TableCell, TableLayoutType, TableRow, TextRun, VerticalAlignTable, WidthType } from 'docx';
import type { Block, PaperDescription } from './description';
import { CHARACTER_SPACING_TWIPS, CHARACTER_TWIPS, FONTS, FOOTER_MM, LINE_TWIPS, PAGE, RED, SIZES, TEXT_WIDTH_TWIPS, twips } from './layout';
import { signatureIndents } from './signature';
import { plainDay } from './wording';

type Alignment = (typeof AlignmentType)[keyof typeof AlignmentType];

/** A line of the paper; what is left out is the text's: 3号 仿宋, justified, from the margin. */
interface Line {
  font?: string;
  size?: number;
  color?: string;
  align?: Alignment;
  firstLineCharacters?: number;
  leftCharacters?: number;
  rightCharacters?: number;
  /** Higher than a line of the grid where the type is larger. */
  heightTwips?: number;
  keepsWithNext?: boolean;
  hasRedRuleBelow?: boolean;
}

/** Draws a paper in the layout of GB/T 9704—2012. The only code that knows DOCX. */
export async function drawDocx(paper: PaperDescription): Promise<Buffer> {
  return Packer.toBuffer(
    new Document({
      title: `${xmlText(paper.title)} ${xmlText(paper.number)}`,
      creator: '',
      lastModifiedBy: '',
      evenAndOddHeaderAndFooters: true,
      styles: { default: { document: { run: { font: fontOf(FONTS.body), size: SIZES.body, language: { value: 'zh-CN', eastAsia: 'zh-CN' } } } } },
      sections: [sectionOf(paper)],
    }),
  );
}

function sectionOf(paper: PaperDescription): ISectionOptions {
  const { widthMm, heightMm, topMm, bottomMm, leftMm, rightMm } = PAGE;
  return {
    properties: {
      page: {
        size: { width: twips(widthMm), height: twips(heightMm) },
        margin: { top: twips(topMm), bottom: twips(bottomMm), left: twips(leftMm), right: twips(rightMm), header: twips(15), footer: twips(FOOTER_MM), gutter: 0 },
      },
      grid: { type: DocumentGridType.LINES, linePitch: LINE_TWIPS },
    },
    // 7.5: the number of an odd page stands one character from the right, that of an even page one from the left.
    footers: { default: pageNumber({ align: AlignmentType.RIGHT, rightCharacters: 1 }), even: pageNumber({ align: AlignmentType.LEFT, leftCharacters: 1 }) },
    children: [...headOf(paper), ...(paper.addressee === undefined ? [] : [line(`${paper.addressee}：`)]), ...paper.blocks.map(drawBlock), ...attachmentsOf(paper), ...signatureOf(paper)],
  };
}

/** 7.2.4, 7.2.5, 7.3.1: under a red head the number is centred above the red rule; without one the number stands on the right below the title. */
function headOf({ head, number, title }: PaperDescription): Paragraph[] {
  const large = { font: FONTS.title, align: AlignmentType.CENTER, keepsWithNext: true } as const;
  const titleLine = line(title, { ...large, size: SIZES.title, heightTwips: 700 });
  if (!head.isRed) return [line(head.text, { ...large, size: SIZES.title, heightTwips: 700 }), titleLine, line(number, { align: AlignmentType.RIGHT }), empty()];
  return [line(head.text, { ...large, size: headSize(head.text), color: RED, heightTwips: 1200 }), empty(), line(number, { align: AlignmentType.CENTER, hasRedRuleBelow: true }), empty(), empty(), titleLine, empty()];
}

/** 7.2.4: as large as is fitting, and on one line. */
function headSize(text: string): number {
  return Math.min(SIZES.head, Math.max(SIZES.title, Math.floor(TEXT_WIDTH_TWIPS / 10 / [...text].length)));
}

function drawBlock(block: Block): Paragraph | Table {
  if (block.type === 'table') return drawTable(block);
  return line(block.text, { firstLineCharacters: 2, ...(block.type === 'heading' ? { font: FONTS.heading, keepsWithNext: true } : {}) });
}

function drawTable({ rows, hasHead, columnShares }: Extract<Block, { type: 'table' }>): Table {
  const shares = columnShares.reduce((sum, share) => sum + share, 0);
  const widths = columnShares.map((share) => Math.floor((TEXT_WIDTH_TWIPS * share) / shares));
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: TEXT_WIDTH_TWIPS, type: WidthType.DXA },
    columnWidths: widths,
    rows: rows.map(
      (cells, row) =>
        new TableRow({
          tableHeader: hasHead && row === 0,
          cantSplit: true,
          children: cells.map((text, column) => new TableCell({ width: { size: widths[column] ?? 0, type: WidthType.DXA }, verticalAlign: VerticalAlignTable.CENTER, margins: { left: 100, right: 100 }, children: text.split('\n').map((part) => line(part, { align: AlignmentType.LEFT })) })),
        }),
    ),
  });
}

/** 7.3.4: one line below the text, two characters in, numbered when there are several, without a stop. */
function attachmentsOf({ attachments }: PaperDescription): Paragraph[] {
  if (attachments.length === 0) return [];
  const [first = '', ...others] = attachments.length === 1 ? attachments : attachments.map((name, index) => `${index + 1}. ${name}`);
  return [empty(), line(`附件：${first}`, { firstLineCharacters: 2 }), ...others.map((name) => line(name, { firstLineCharacters: 5 }))];
}

/** 7.3.5.1: room for the seal above; name and date stay on one page. */
function signatureOf({ signature }: PaperDescription): Paragraph[] {
  if (!signature) return [];
  const date = plainDay(signature.on);
  const indents = signatureIndents(signature.issuer, date);
  return [
    empty({ keepsWithNext: true }),
    empty({ keepsWithNext: true }),
    line(signature.issuer, { align: AlignmentType.RIGHT, rightCharacters: indents.issuer, keepsWithNext: true }),
    line(date, { align: AlignmentType.RIGHT, rightCharacters: indents.date }),
  ];
}

function pageNumber(at: Pick<Line, 'align' | 'leftCharacters' | 'rightCharacters'>): Footer {
  const run = new TextRun({ font: fontOf(FONTS.pageNumber), size: SIZES.pageNumber, children: ['— ', PageNumber.CURRENT, ' —'] });
  return new Footer({ children: [paragraphOf([run], at)] });
}

function line(text: string, look: Line = {}): Paragraph {
  const size = look.size ?? SIZES.body;
  return paragraphOf([new TextRun({ text: xmlText(text), font: fontOf(look.font ?? FONTS.body), size, ...(size === SIZES.body ? { characterSpacing: CHARACTER_SPACING_TWIPS } : {}), ...(look.color === undefined ? {} : { color: look.color }) })], look);
}

function empty(look: Line = {}): Paragraph {
  return paragraphOf([], look);
}

function paragraphOf(children: TextRun[], { align, firstLineCharacters = 0, leftCharacters = 0, rightCharacters = 0, heightTwips = LINE_TWIPS, keepsWithNext = false, hasRedRuleBelow = false }: Line): Paragraph {
  const across = (characters: number): number => Math.round(characters * CHARACTER_TWIPS);
  return new Paragraph({
    children,
    alignment: align ?? AlignmentType.BOTH,
    keepNext: keepsWithNext,
    spacing: { before: 0, after: 0, line: heightTwips, lineRule: LineRuleType.EXACT },
    indent: { left: across(leftCharacters), right: across(rightCharacters), ...(firstLineCharacters === 0 ? {} : { firstLine: across(firstLineCharacters), firstLineChars: firstLineCharacters * 100 }) },
    ...(hasRedRuleBelow ? { border: { bottom: { style: BorderStyle.SINGLE, size: 18, color: RED, space: 11 } } } : {}),
  });
}

function fontOf(name: string) {
  return { ascii: name, eastAsia: name, hAnsi: name, cs: name };
}

/** What XML cannot hold is left out: one such character, and no program opens the paper. */
function xmlText(text: string): string {
  return text.replace(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, '');
}
