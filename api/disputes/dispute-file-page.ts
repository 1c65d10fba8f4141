import type { DisputeFile } from '../../contract/dispute-file';
import { entryName } from '../../matters/wording/entry-names';
import { escapeHtml } from '../../matters/wording/escape-html';
import { dayText } from '../../matters/wording/dates';

const SIDES: Readonly<Record<string, string>> = { opener: '提起方', respondent: '相对方', court: '请求法院', committee: '市委政法委' };
const REASONS = { 'term-ended': '磋商期限届满，双方未能磋商一致', 'declared-failed': '双方一致认为磋商不成' } as const;
const STYLE = 'body{font-family:"PingFang SC","Microsoft YaHei",SimSun,serif;max-width:760px;margin:2em auto;line-height:1.8;color:#1f1f1f}h1{text-align:center}table{border-collapse:collapse;width:100%}td,th{border:1px solid #999;padding:4px 8px;text-align:left;vertical-align:top}.text{white-space:pre-wrap}.hash{font-size:11px;word-break:break-all}';

/** The file as an official reads and prints it. */
export function pageOf(file: DisputeFile): string {
  const { disputed } = file;
  return [
    '<!doctype html><html lang="zh-CN"><head><meta charset="utf-8">',
    `<title>争议提请书 ${escapeHtml(file.number)}</title><style>${STYLE}</style></head><body>`,
    '<h1>争议提请书</h1>',
    table([
      ['编号', file.number],
      ...file.sides.map(({ side, name }): [string, string] => [SIDES[side] ?? side, name]),
      ['争议事项', [file.questionName, disputed.entry === null ? '' : `所涉记录第${disputed.entry}号`].filter(Boolean).join('，')],
      ['所涉协助事项', `${disputed.matter} ${disputed.kindName}`],
      ['请求法院', disputed.courtName],
      ['协助单位', disputed.unitName],
      ['执行案号', file.caseNumber],
      ['提起时间', timeText(file.openedAt)],
      ['磋商期限', `至${dayText(file.talksDueOn)}${file.talksProlongedBy.length === 0 ? '' : `（经双方同意延长${file.talksProlongedBy.join('、')}个工作日）`}`],
      ['提请时间', file.submittedAt === null ? '尚在磋商' : timeText(file.submittedAt)],
      ...(file.because === null ? [] : [['提请原因', REASONS[file.because]] as [string, string]]),
    ]),
    '<h2>一、提起方的主张</h2>',
    paragraphs(file.claim),
    '<h2>二、双方意见</h2>',
    ...sayings(file, file.positions),
    '<h2>三、磋商中提出的方案</h2>',
    ...sayings(file, file.termsProposed),
    '<h2>四、所附文书</h2>',
    file.documents.length === 0
      ? '<p>无。</p>'
      : rows(['事项', '文书', '提交时间', '校验值（SHA-256）'], file.documents.map(({ matter, title, attachedAt, sha256 }) => [matter, title ?? '', timeText(attachedAt), sha256])),
    '<h2>五、所涉事项的办理记录</h2>',
    rows(['序号', '记录', '单位', '时间', '校验值'], file.ledger.map(({ seq, type, body, receivedAt, hash }) => [String(seq), entryName(type), nameOf(file, body), timeText(receivedAt), hash])),
    '</body></html>',
  ].join('\n');
}

function sayings(file: DisputeFile, said: DisputeFile['positions']): string[] {
  if (said.length === 0) return ['<p>无。</p>'];
  return said.map(({ side, body, at, afterSubmission, text }) => `<h3>${escapeHtml(`${SIDES[side ?? ''] ?? ''} ${nameOf(file, body)} ${timeText(at)}${afterSubmission ? '（提请后补充）' : ''}`)}</h3>${paragraphs(text)}`);
}

function nameOf({ sides, disputed }: DisputeFile, body: string): string {
  if (body === '') return '平台';
  return sides.find((side) => side.body === body)?.name ?? (body.startsWith('court.') ? disputed.courtName : disputed.unitName);
}

/** '2026年5月10日（星期日）00:00'. */
function timeText(instant: string): string {
  return `${dayText(instant.slice(0, 10))}${instant.slice(11, 16)}`;
}

function paragraphs(text: readonly string[] | null): string {
  if (text === null) return '<p>（文字已依规定删除）</p>';
  return text.map((one) => `<p class="text">${escapeHtml(one)}</p>`).join('');
}

function table(pairs: readonly (readonly [string, string])[]): string {
  return `<table>${pairs.map(([name, value]) => `<tr><th>${escapeHtml(name)}</th><td>${escapeHtml(value)}</td></tr>`).join('')}</table>`;
}

function rows(head: readonly string[], body: readonly (readonly string[])[]): string {
  const last = head.length - 1;
  const cells = (row: readonly string[]): string => row.map((cell, index) => `<td${index === last ? ' class="hash"' : ''}>${escapeHtml(cell)}</td>`).join('');
  return `<table><tr>${head.map((cell) => `<th>${escapeHtml(cell)}</th>`).join('')}</tr>${body.map((row) => `<tr>${cells(row)}</tr>`).join('')}</table>`;
}
