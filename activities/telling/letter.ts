import { dayOf, formatInstant } from '../../domain/calendar/day';
import { CARD_NUMBER_PREFIX } from '../../domain/cards/card-rules';
import { escapeHtml } from '../../matters/wording/escape-html';
import { wordingOf } from '../../matters/wording/messages';
import { dayText } from '../../matters/wording/dates';
import { courtName, kindName, unitName } from '../../matters/wording/words';

/** One message about one matter, as the register keeps it: codes only. */
export interface Told {
  readonly matter: string;
  readonly message: string;
  readonly params: Readonly<Record<string, string | number | boolean>>;
  readonly about: { readonly kind: string; readonly court: string; readonly unit: string; readonly office?: string };
  /** The legal instant of what is told. */
  readonly at: number;
}

/** What leaves for a person: subject, and the text twice. No name, number or address of anybody in it. */
export interface Letter {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

const MARK = '【执行联动】';
const FOOTER = '本通知由执行联动平台自动发出，请勿直接回复。通知不含当事人信息，具体内容以平台记载为准。';

export function matterLink(publicUrl: string, matter: string): string {
  return `${publicUrl.replace(/\/+$/, '')}/${isCard(matter) ? 'cards' : 'matters'}/${encodeURIComponent(matter)}`;
}

/** Yellow and red cards are told under their own numbers. */
function isCard(number: string): boolean {
  return number.startsWith(`${CARD_NUMBER_PREFIX}-`);
}

/** A letter about one thing. */
export function letterOf(told: Told, publicUrl: string): Letter {
  const { title, sentence } = wordingOf(told.message, told.params);
  const link = matterLink(publicUrl, told.matter);
  const facts = factsOf(told);
  return {
    subject: `${MARK}${title}（${told.matter}）`,
    text: [title, '', ...facts.map(([name, value]) => `${name}：${value}`), '', sentence, '', `请登录平台查看：${link}`, '', FOOTER, ''].join('\n'),
    html: page(
      `<h1 style="${H1}">${escapeHtml(title)}</h1>` +
        `<table style="${TABLE}">${facts.map(([name, value]) => `<tr><th style="${TH}">${escapeHtml(name)}</th><td style="${TD}">${escapeHtml(value)}</td></tr>`).join('')}</table>` +
        `<p>${escapeHtml(sentence)}</p>` +
        `<p><a href="${escapeHtml(link)}">登录平台查看</a><br>${escapeHtml(link)}</p>`,
    ),
  };
}

/** The day's messages in one letter, gathered by matter in the order in which the first of each happened. */
export function digestOf(told: readonly Told[], publicUrl: string, at: number): Letter {
  const matters = new Map<string, Told[]>();
  for (const one of told) matters.set(one.matter, [...(matters.get(one.matter) ?? []), one]);
  const half = Number(formatInstant(at).slice(11, 13)) < 12 ? '上午' : '下午';
  const head = `${dayText(dayOf(at))}${half}事项通知`;
  const summary = `共${matters.size}个事项、${told.length}条通知。`;
  const parts = [...matters.entries()].map(([matter, items], index) => {
    const [first] = items;
    const facts = first === undefined ? [] : factsOf(first).slice(1);
    return { heading: `${index + 1}. ${matter}`, facts: facts.map(([, value]) => value).join('，'), items: items.map((item) => wordingOf(item.message, item.params)), link: matterLink(publicUrl, matter) };
  });
  return {
    subject: `${MARK}${head}（${told.length}条）`,
    text: [
      head,
      summary,
      '',
      ...parts.flatMap(({ heading, facts, items, link }) => [heading, `   ${facts}`, ...items.map(({ title, sentence }) => `   ● ${title}：${sentence}`), `   ${link}`, '']),
      FOOTER,
      '',
    ].join('\n'),
    html: page(
      `<h1 style="${H1}">${escapeHtml(head)}</h1><p>${escapeHtml(summary)}</p>` +
        parts
          .map(
            ({ heading, facts, items, link }) =>
              `<h2 style="${H2}">${escapeHtml(heading)}</h2><p>${escapeHtml(facts)}</p>` +
              `<ul>${items.map(({ title, sentence }) => `<li><strong>${escapeHtml(title)}</strong>：${escapeHtml(sentence)}</li>`).join('')}</ul>` +
              `<p><a href="${escapeHtml(link)}">${escapeHtml(link)}</a></p>`,
          )
          .join(''),
    ),
  };
}

function factsOf({ matter, about, at }: Told): [name: string, value: string][] {
  // Of a closed matter its number is all that whoever is not named in it is told.
  if (about.kind === '') return [[isCard(matter) ? '编号' : '事项编号', matter]];
  return [
    ['事项编号', matter],
    ['协助事项', kindName(about.kind)],
    ['请求法院', courtName(about.court)],
    ['协助单位', unitName(about.unit, about.office, dayOf(at))],
  ];
}

const H1 = 'font-size:18px;margin:0 0 12px';
const H2 = 'font-size:15px;margin:16px 0 4px';
const TABLE = 'border-collapse:collapse;margin:0 0 12px';
const TH = 'text-align:left;font-weight:normal;color:#595959;padding:4px 16px 4px 0;vertical-align:top';
const TD = 'padding:4px 0';

function page(body: string): string {
  return (
    '<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"></head>' +
    '<body style="font-family:\'PingFang SC\',\'Microsoft YaHei\',sans-serif;font-size:14px;line-height:1.7;color:#1f1f1f;max-width:640px">' +
    `${body}<p style="color:#595959;font-size:12px;border-top:1px solid #d9d9d9;padding-top:8px">${escapeHtml(FOOTER)}</p></body></html>`
  );
}
