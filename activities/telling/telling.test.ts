import fc from 'fast-check';
import { MESSAGE_CODES, type MessageCode, type MessageParams } from '../../matters/messages-to-people';
import { escapeHtml } from '../../matters/wording/escape-html';
import { IncompleteMessage } from '../../matters/wording/given';
import { UnknownMessage, wordingOf } from '../../matters/wording/messages';
import { digestOf, letterOf, type Told } from './letter';
import { untilText } from '../../matters/wording/dates';

const PUBLIC_URL = 'https://liandong.example/';
const ABOUT = { kind: 'police.identity-property-query', court: 'court.luoding', unit: 'police', office: 'police.luoding' };
// 2026-10-09 is a Friday, 08:30 in China.
const AT = Date.parse('2026-10-09T08:30:00+08:00');

/** One example of each message, with every parameter it can have. */
const EXAMPLES: { readonly [Code in MessageCode]: MessageParams<Code> } = {
  'matter-assigned': { act: 'hand-over', rung: 'no2' },
  'request-opened': { kind: 'police.identity-property-query', court: 'court.luoding', unit: 'police' },
  'delivery-recorded': {},
  'delivery-unrecorded': {},
  'receipt-signed': {},
  'receipt-deemed': { on: '2026-10-09' },
  reminder: { term: 'answer', rung: 'T-1', dueOn: '2026-10-10' },
  'term-expired': { term: 'answer', rung: 'breach', dueOn: '2026-10-10' },
  'target-missed': { term: 'publish', rung: 'missed', dueOn: '2026-10-10' },
  escalation: { term: 'answer.2', rung: '+3', dueOn: '2026-10-10' },
  answered: { outcome: 'nothing-found', lateWorkingDays: 2 },
  'answer-contested': {},
  'answer-accepted': {},
  'answer-accepted-by-silence': {},
  'act-recorded': { act: 'register' },
  'notice-published': { notice: 'freeze' },
  'notice-corrected': { ground: 'clerical-error' },
  'notice-withdrawn': { ground: 'published-in-error' },
  'delay-notice-given': {},
  'delay-notice-replied': { stance: 'contested' },
  'extension-granted': { workingDays: 3, dueOn: '2026-10-15' },
  'calendar-revised': { term: 'answer', oldDueOn: '2026-12-31', dueOn: '2027-01-03' },
  'breach-contested': { term: 'answer', ground: 'outage' },
  'breach-annulled': { term: 'answer', ground: 'calendar' },
  'papers-returned': { onDay: 2, of: 3, again: false },
  'wrong-unit': { onDay: 2, of: 3, again: true },
  'served-again': {},
  'return-accepted': {},
  'return-contested': {},
  'return-unanswered': {},
  'passed-on': {},
  'query-raised': {},
  'query-replied': {},
  'service-time-proposed': {},
  'service-time-settled': { agreed: true },
  corrected: {},
  'correction-acknowledged': {},
  withdrawn: {},
  'undoing-opened': { taken: true },
  'papers-drafted': {},
  'measure-reported': { taken: false },
  'papers-asked': {},
  'papers-sent': {},
  'measure-undone': {},
  'alarm-raised': { happening: 'besieging-or-beating' },
  'alarm-unacknowledged': {},
  'call-110-again': {},
  'alarm-acknowledged': { happenedAt: AT },
  'police-under-way': { happenedAt: AT },
  'police-arrived': { happenedAt: AT },
  'emergency-ended': { outcome: 'order-restored' },
  'alarm-withdrawn': {},
  'call-110-recorded': {},
  'call-110-unrecorded': {},
  'call-110-left-unrecorded': {},
  'false-report-recorded': {},
  'false-report-passed': {},
  'false-report-unfounded': {},
  'vehicle-stopped': { stoppedAt: AT },
  'stop-acknowledged': {},
  'hand-over-confirmed': { handedOverAt: AT },
  'vehicle-handed-over': { handedOverAt: AT },
  'watch-extended': { until: '2026-12-31' },
  'watch-ending': { until: '2026-12-31' },
  'watch-ended': {},
  'dispute-opened': { question: 'seal-order' },
  'position-stated': {},
  'terms-proposed': {},
  'talks-prolonging-proposed': { workingDays: 3 },
  'talks-prolonged': { workingDays: 3, dueOn: '2026-10-15' },
  'talks-failure-proposed': {},
  'dispute-submitted': { question: 'wrong-unit' },
  'opinion-issued': { proposals: 2 },
  'proposal-answered': { accepted: false },
  'dispute-ended': { question: 'answer', how: 'coordinated' },
  'contact-unreachable': {},
  'contact-tested': {},
  'search-taken-on': {},
  'finding-recorded': { dueOn: '2026-10-10', dueAt: Date.parse('2026-10-10T22:00:00+08:00') },
  'finding-retracted': {},
  'court-told': {},
  'court-alerted': { count: 3 },
  'finding-acknowledged': {},
  'found-by-court': {},
  'search-cancelled': {},
  'search-withdrawn': {},
  'debtor-admitted': {},
  'admission-refused': {},
  'refusal-accepted': {},
  'brought-again': {},
  'stop-suggested': {},
  'notice-signed': {},
  'notice-deemed': { on: '2026-10-12' },
  'stop-decided': { stop: false },
  'detention-house-told': {},
  'decision-acknowledged': {},
  'release-ordered': {},
  released: {},
  'release-unrecorded': {},
  'referral-opened': {},
  'referral-accepted': {},
  'case-filed': {},
  'review-extended': { dueOn: '2026-02-25' },
  'filing-refused': {},
  'draft-dropped': {},
  'decision-issued': {},
  'decision-signed': {},
  'decision-deemed': { on: '2026-02-13' },
  'decision-accepted': {},
  'oversight-asked': { how: 'by-standing-instruction' },
  'oversight-proposed': {},
  'window-closed': { lastDay: '2026-02-25' },
  'window-closed-unsubmitted': { lastDay: '2026-02-25' },
  'window-reopened': { dueOn: '2027-01-03' },
  'brought-to-attention': {},
  'arrest-recorded': {},
  'prosecution-recorded': {},
  'instruction-switched': { on: false },
  'instruction-revised': {},
  'oversight-opened': { how: 'by-court' },
  'request-signed': {},
  'request-deemed': { on: '2026-02-13' },
  'first-result-reported': {},
  'reasons-demanded': {},
  'reasons-given': {},
  'notified-to-file': {},
  'refusal-joined': {},
  'refusal-found-right': {},
  'seal-to-confirm': { place: 2 },
  'seal-next-by-law': { place: 2 },
  'seal-waiting': { place: 2 },
  'waiting-notice-due': { place: 2 },
  'waiting-notice-given': { place: 2 },
  'seal-in-force': { untilOn: '2028-03-05' },
  'seal-ended': { how: 'expired' },
  'seal-renewed': { untilOn: '2030-03-05' },
  'seal-expiring': { untilOn: '2028-03-05' },
  'seal-order-changed': {},
  'seal-order-contradicted': {},
  'seal-order-settled': {},
  'card-issued': { colour: 'yellow' },
  'card-answered': { colour: 'red' },
  'card-withdrawn': { colour: 'yellow' },
  closed: { closedAs: 'accepted' },
  'closed-matter': { stage: 'deciding', dueOn: '2026-03-05' },
};

function told(message: string, params: object = {}, matter = 'AR-2026-000123'): Told {
  return { matter, message, params: params as Told['params'], about: ABOUT, at: AT };
}

describe('what people read', () => {
  test.each(MESSAGE_CODES)('%s is told in Chinese, without a code, a placeholder or a count of days left', (code) => {
    const { title, sentence } = wordingOf(code, EXAMPLES[code] as Told['params']);
    expect(title).toMatch(/^\p{Script=Han}[\p{Script=Han}：（）“”，]*$/u);
    expect(sentence).toMatch(/。$/);
    expect(title + sentence).not.toMatch(/undefined|NaN|\[object|[a-z]{2,}|还剩|剩余|天后|今天|明天/);
  });

  test('a message that nobody wrote words for is refused, and so is one that lacks its date', () => {
    expect(() => wordingOf('no-such-message', {})).toThrow(UnknownMessage);
    expect(() => wordingOf('toString', {})).toThrow(UnknownMessage);
    expect(() => wordingOf('reminder', { term: 'answer' })).toThrow(IncompleteMessage);
    expect(() => wordingOf('reminder', { term: 'answer', dueOn: '2026-02-30' })).toThrow(IncompleteMessage);
  });

  test('a term that ends with its day is due before 24 o’clock; one that ends at an hour says the hour', () => {
    // 2026-10-11 is a Sunday.
    expect(untilText('2026-10-11')).toBe('2026年10月11日（星期日）24时前');
    expect(untilText('2026-10-11', Date.parse('2026-10-12T00:00:00+08:00'))).toBe('2026年10月11日（星期日）24时前');
    expect(untilText('2026-10-12', Date.parse('2026-10-12T17:30:00+08:00'))).toBe('2026年10月12日（星期一）17时30分前');
    expect(untilText('2026-10-12', Date.parse('2026-10-12T09:00:00+08:00'))).toBe('2026年10月12日（星期一）9时前');
  });

  test('a late answer says by how much; one after the term but on a day off is late all the same', () => {
    expect(wordingOf('answered', { outcome: 'done', lateWorkingDays: 2 }).sentence).toContain('该答复逾期2个工作日。');
    expect(wordingOf('answered', { outcome: 'done', lateWorkingDays: 0 }).sentence).toContain('属逾期答复');
    expect(wordingOf('answered', { outcome: 'done' }).sentence).not.toContain('逾期');
  });

  test('a reminder of the court’s window says until when, and what its standing instruction will do at which hour; or that nobody will act for it', () => {
    const given = { term: 'ask.2', rung: 'T-1', dueOn: '2026-02-25', dueAt: Date.parse('2026-02-26T00:00:00+08:00') };
    const acting = { willActAt: Date.parse('2026-02-25T00:00:00+08:00') };
    const said = '平台依法院常设指令于2026年2月25日（星期三）0时代为提交。';
    expect(wordingOf('reminder', { ...given, ...acting }).sentence).toMatch(new RegExp(`应于2026年2月25日（星期三）24时前提请同级检察机关监督，[^]*${said}$`));
    expect(wordingOf('reminder', given).sentence).toMatch(/本案没有适用的常设指令，平台不会代为提交。$/);
    expect(wordingOf('instruction-switched', { on: true, ...acting }).sentence).toContain(said);
    expect(wordingOf('instruction-revised', acting).sentence).toContain(said);
    for (const code of ['instruction-switched', 'instruction-revised'] as const) expect(wordingOf(code, { on: true }).sentence).not.toContain('代为提交。');
  });
});

describe('a letter', () => {
  test('names the matter, the kind, court and unit as they are called, the date, and where to look', () => {
    const letter = letterOf(told('term-expired', EXAMPLES['term-expired']), PUBLIC_URL);
    expect(letter.subject).toBe('【执行联动】答复已超过规定期限（AR-2026-000123）');
    expect(letter.text).toBe(
      [
        '答复已超过规定期限',
        '',
        '事项编号：AR-2026-000123',
        '协助事项：协助查询身份信息及财产',
        '请求法院：罗定市人民法院',
        '协助单位：罗定市公安局',
        '',
        '答复应于2026年10月10日（星期六）24时前完成，期限届满时尚未办结，已记录为逾期。请立即办理，并说明原因。',
        '',
        '请登录平台查看：https://liandong.example/matters/AR-2026-000123',
        '',
        '本通知由执行联动平台自动发出，请勿直接回复。通知不含当事人信息，具体内容以平台记载为准。',
        '',
      ].join('\n'),
    );
    for (const part of ['AR-2026-000123', '协助查询身份信息及财产', '罗定市人民法院', '罗定市公安局', '2026年10月10日（星期六）24时前']) expect(letter.html).toContain(part);
    expect(letter.html).toContain('<a href="https://liandong.example/matters/AR-2026-000123">');
  });

  test('a digest gathers by matter and says how much it holds', () => {
    const letter = digestOf([told('reminder', EXAMPLES.reminder), told('withdrawn', {}, 'AR-2026-000124'), told('query-replied')], PUBLIC_URL, AT);
    expect(letter.subject).toBe('【执行联动】2026年10月9日（星期五）上午事项通知（3条）');
    expect(letter.text).toContain('共2个事项、3条通知。');
    expect(letter.text.indexOf('法院已答复疑议')).toBeLessThan(letter.text.indexOf('AR-2026-000124'));
    expect(letter.text.match(/AR-2026-000123$/gm)).toHaveLength(2); // its heading and its link
  });

  test('whatever the codes were, the page holds no markup of theirs', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (kind, matter) => {
        const { html } = letterOf({ ...told('withdrawn'), matter, about: { ...ABOUT, kind: `<script>${kind}` } }, PUBLIC_URL);
        expect(html).not.toContain('<script>');
        expect(html.split('"').length % 2).toBe(1);
      }),
    );
    expect(escapeHtml(`<a href="x">'&'</a>`)).toBe('&lt;a href=&quot;x&quot;&gt;&#39;&amp;&#39;&lt;/a&gt;');
  });
});
