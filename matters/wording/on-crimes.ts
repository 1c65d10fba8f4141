import type { MessageCode } from '../messages-to-people';
import { day, type Given, instant, until, wording, type Writer } from './given';
import { dayText, instantText } from './dates';

/** 四.6, 四.7(4): suspected crimes, and the procuratorate's oversight of their filing. */
export const ON_CRIMES = {
  'referral-opened': () => wording('收到法院移送的涉嫌犯罪案件', '法院移送涉嫌犯罪案件及证据材料，公安机关应当接受。请及时受理；符合立案条件的，应当立即立案。'),
  'referral-accepted': () => wording('公安机关已受理移送', '公安机关已受理法院移送的涉嫌犯罪案件，正在审查。'),
  'case-filed': () => wording('公安机关已立案', '公安机关已对法院移送的涉嫌犯罪案件立案侦查。'),
  'review-extended': (given) => wording('审查期限延长', `公安机关因案情重大、疑难、复杂延长审查期限，应于${until(given)}作出是否立案的决定。`),
  'filing-refused': () => wording('公安机关决定不予立案', '公安机关决定不予立案或者不追究刑事责任，应当在规定期限内将决定书及理由书面送达法院。'),
  'draft-dropped': () => wording('已修改的提请监督函不再适用', '公安机关已作出新的决定，法院此前修改的提请监督函不再适用，平台已按现有情况另行拟制。需要说明具体理由的，请重新修改。'),
  'decision-issued': () => wording('收到不予立案决定书', '公安机关已送达不予立案（不追究刑事责任）的书面决定，请立即签收。不同意的，可以提请同级检察机关监督，提请监督函已由平台拟好，可修改后发出。'),
  'decision-signed': () => wording('法院已签收决定书', '法院已签收公安机关的书面决定。'),
  'decision-deemed': (given) => wording('视为已收到不予立案决定书', `决定书送达后法院未签收，依规则视为于${dayText(day(given, 'on'))}收到，提请监督的期限自该日起算，当日不计入。`),
  'decision-accepted': () => wording('法院接受不予立案的决定', '法院接受公安机关的决定，不提请监督，本次移送办结。'),
  'oversight-asked': (given) =>
    given['how'] === 'by-standing-instruction'
      ? wording('已依法院常设指令提请监督', '法院未在期限最后一个工作日开始前另作表示，平台已依该院常设指令向同级检察机关提交提请监督函。')
      : wording('法院已提请监督', '法院已就本次移送向同级检察机关提请立案监督。'),
  'oversight-proposed': () => wording('公安机关尚未作出决定，可提请监督', '移送受理后已过工作目标期限，公安机关既未立案也未决定不予立案。法院可以随时提请同级检察机关监督，提请监督函已由平台拟好。'),
  'window-closed': (given) => wording('提请监督的期限已过', `${lapsed(given)}法院未在期限内提请监督，提请监督并要求反馈的权利已经失效。仍可向检察机关移送线索，线索不设反馈期限。`),
  'window-closed-unsubmitted': (given) => wording('紧急：常设指令未能执行，提请监督的期限已过', `${lapsed(given)}平台在期限最后一个工作日发生故障，依法院常设指令应当提交的提请监督函未能提交，期限已经届满。请立即核实，并决定是否向检察机关移送线索。`),
  'window-reopened': (given) => wording('提请监督的期限尚未届满', `依新公布的节假日安排重新计算，提请监督的期限应于${until(given)}届满，此前所记届满不再有效。不同意公安机关决定的，请在期限内提请同级检察机关监督。`),
  'brought-to-attention': () => wording('法院移送立案监督线索', '法院在提请监督期限届满后移送立案监督线索，不设反馈期限。'),
  'arrest-recorded': () => wording('犯罪嫌疑人已被批准逮捕', '公安机关登记：检察机关已批准逮捕。'),
  'prosecution-recorded': () => wording('案件已移送审查起诉', '公安机关登记：案件已移送检察机关审查起诉。'),
  'instruction-switched': (given) =>
    given['on'] === true
      ? wording('本案恢复适用常设指令', `法院对本案恢复适用提请监督的常设指令。${announced(given)}`)
      : wording('本案停用常设指令', '法院对本案停用提请监督的常设指令，平台不再代为提交，请注意提请期限。'),
  'instruction-revised': (given) => wording('法院常设指令变更', `法院关于提请监督的常设指令已经变更，对本案的影响见平台。${announced(given)}`),
  'oversight-opened': (given) =>
    given['how'] === 'late-pointer'
      ? wording('收到立案监督线索', '法院在提请监督期限届满后移送立案监督线索，请查阅。')
      : wording('收到提请监督函', `法院提请对公安机关应当立案而不立案的情形进行监督，请签收，并${isUntimed(given) ? '及时' : '自收到之日起在规定期限内'}向法院反馈初步结果。`),
  'request-signed': (given) => wording('检察机关已收到提请监督函', isUntimed(given) ? '检察机关已收到提请监督函。' : '检察机关已收到提请监督函，反馈初步结果的期限自收到之日起算，当日不计入。'),
  'request-deemed': (given) =>
    wording('视为已收到提请监督函', `提请监督函送达后未签收，依规则视为于${dayText(day(given, 'on'))}收到${isUntimed(given) ? '' : '，反馈期限自该日起算，当日不计入'}。`),
  'first-result-reported': () => wording('检察机关反馈初步监督结果', '检察机关已向法院反馈初步监督结果，监督继续进行至最终结果。'),
  'reasons-demanded': () => wording('检察机关要求说明不立案理由', '检察机关要求公安机关书面说明不立案的理由，请及时答复。'),
  'reasons-given': () => wording('公安机关已说明不立案理由', '公安机关已书面说明不立案的理由，请检察机关审查。'),
  'notified-to-file': () => wording('检察机关通知立案', '检察机关认为不立案的理由不能成立，已通知公安机关立案。公安机关收到通知后应当立案。'),
  'refusal-joined': () => wording('不予立案决定并入监督', '公安机关已作出不予立案的书面决定，并入正在进行的立案监督。'),
  'refusal-found-right': () => wording('检察机关认为不立案正确', '检察机关经监督认为公安机关不立案的理由成立，监督终结。'),
} as const satisfies Partial<Record<MessageCode, Writer>>;

/** 二(三): what the court has ordered beforehand is said beforehand; and that nobody will act for it, where nobody will. */
export function whatWillBeDone(given: Given): string {
  return announced(given) || '本案没有适用的常设指令，平台不会代为提交。';
}

/** Messages that were written down before say no day. */
function lapsed(given: Given): string {
  return given['lastDay'] === undefined ? '' : `期限的最后一日为${dayText(day(given, 'lastDay'))}。`;
}

function isUntimed(given: Given): boolean {
  return given['untimed'] === true;
}

function announced(given: Given): string {
  const at = instant(given, 'willActAt');
  return at === undefined ? '' : `法院届时既未提请也未接受决定的，平台依法院常设指令于${instantText(at)}代为提交。`;
}
