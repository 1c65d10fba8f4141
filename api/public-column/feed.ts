import { weekdayOf } from '../../domain/calendar/day';
import { escapeHtml } from '../../matters/wording/escape-html';
import type { PublicNotice } from './view-notices';

const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;

/** RSS 2.0. `selfUrl` and `columnUrl` are where the feed and the column are reached. */
export function feedOf(items: readonly PublicNotice[], { selfUrl, columnUrl }: { selfUrl: string; columnUrl: string }): string {
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel>',
    '<title>司法协助公示</title>',
    `<link>${escapeHtml(columnUrl)}</link>`,
    '<description>人民法院要求协助执行的股权、其他投资权益冻结、解除冻结和强制转让</description>',
    '<language>zh-CN</language>',
    `<atom:link href="${escapeHtml(selfUrl)}" rel="self" type="application/rss+xml"/>`,
    ...items.map((notice) => itemOf(notice, columnUrl)),
    '</channel></rss>',
    '',
  ].join('\n');
}

function itemOf(notice: PublicNotice, columnUrl: string): string {
  const { id, kindName, courtName, unitName, caseNumber, publishedAt, liftedAt, ended, content, lines, corrections, withdrawn } = notice;
  const about = [
    `执行法院：${courtName}`,
    `执行案号：${caseNumber}`,
    `公示机关：${unitName}`,
    ...lines.map(({ label, text }) => `${label}：${text}`),
    ...(liftedAt ? [`解除冻结公示：${liftedAt.slice(0, 10)}`] : []),
    ...(ended ? [`${ended.at.slice(0, 10)}起：${ended.howName}`] : []),
    ...corrections.map(({ at, groundName }) => `${at.slice(0, 10)}更正：${groundName}`),
    ...(withdrawn ? [`${withdrawn.at.slice(0, 10)}撤下：${withdrawn.groundName}`] : []),
  ];
  const company = content?.['company'];
  const title = `${kindName}${company === undefined ? '' : `：${company}`}${withdrawn ? '（已撤下）' : ''}`;
  return `<item><title>${escapeHtml(title)}</title><link>${escapeHtml(`${columnUrl}/${id}`)}</link><guid isPermaLink="false">${id}</guid><pubDate>${pubDate(publishedAt)}</pubDate><description>${escapeHtml(about.join('；'))}</description></item>`;
}

/** RFC 822, from ISO 8601 in UTC+8. */
function pubDate(instant: string): string {
  const day = instant.slice(0, 10);
  return `${WEEKDAYS[weekdayOf(day) - 1] ?? ''}, ${day.slice(8)} ${MONTHS[Number(day.slice(5, 7)) - 1] ?? ''} ${day.slice(0, 4)} ${instant.slice(11, 19)} +0800`;
}
