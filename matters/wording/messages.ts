import { isMessageCode, type MessageCode } from '../messages-to-people';
import { count, day, type Given, IncompleteMessage, instant, moment, term, text, until, wording, type Wording, type Writer } from './given';
import { ON_CRIMES, whatWillBeDone } from './on-crimes';
import { ON_PEOPLE } from './on-people';
import { ON_SEALS } from './on-seals';
import { dayText, untilText } from './dates';
import { actName, annulmentGroundName, cardName, closingName, disputeEndName, emergencyOutcomeName, happeningName, noticeGroundName, noticeName, outcomeName, questionName } from './words';

export class UnknownMessage extends Error {
  constructor(readonly code: string) {
    super(`no words for the message ${code}`);
    this.name = 'UnknownMessage';
  }
}

/** Dates are stated, never counted down: a mail is read later than it is written. */
const WRITERS: Readonly<Record<MessageCode, Writer>> = {
  'matter-assigned': (given) =>
    text(given, 'act') === 'hand-over'
      ? wording('同事将事项转交您办理', '本单位同事已将该事项转交您办理，交接说明见平台，请接续办理。')
      : wording('事项已分派给您办理', '本单位已将该事项分派给您办理，请登录平台查看并在期限内办理。'),
  'request-opened': () => wording('收到新的协助请求', '法院提出协助请求，请及时签收相关文书，并在办理期限内办理和答复。'),
  'delivery-recorded': () => wording('协助文书已送达', '法院已登记协助文书的送达情况，请及时签收。送达后未签收的，依规则视为已收到。'),
  'delivery-unrecorded': () => wording('协助文书尚未登记送达', '以邮寄、窗口或者直接送达方式送交的协助文书尚未登记送达情况。未登记送达的，协助单位的办理期限不起算，请及时登记。'),
  'receipt-signed': () => wording('协助单位已签收文书', '协助单位已签收协助文书，办理期限的起止时间以平台记载为准。'),
  'receipt-deemed': (given) => wording('视为已收到协助文书', `协助文书送达后未签收，依规则视为于${dayText(day(given, 'on'))}收到，办理期限自该日起算，当日不计入。`),
  reminder: (given) =>
    text(given, 'term') === 'negotiate'
      ? wording('争议磋商期限即将届满', `双方应于${until(given)}磋商一致；届时未能一致的，平台自动提请市委政法委统一协调解决。`)
      : isWindow(given)
        ? wording('提请监督的期限即将届满', `不同意公安机关决定的，应于${until(given)}提请同级检察机关监督，逾期即失权。提请监督函已由平台拟好，可修改后发出。${whatWillBeDone(given)}`)
        : wording(`${term(given)}期限即将届满`, `${term(given)}应于${until(given)}完成，现尚未办结，请按期办理。`),
  'term-expired': (given) =>
    wording(`${term(given)}已超过规定期限`, `${term(given)}应于${until(given)}完成，期限届满时尚未办结，已记录为逾期。请立即办理，并说明原因。`),
  'target-missed': (given) =>
    wording(`${term(given)}已超过工作目标`, `${term(given)}的工作目标为${until(given)}，届时尚未办结，请尽快办理。该目标为工作要求，不属于规定期限。`),
  escalation: (given) => wording(`${term(given)}尚未办结，提请督促`, `${term(given)}应于${until(given)}完成，截至本通知发出时仍未办结，现按规则提请督促办理。`),
  answered: (given) => wording(`协助单位已答复：${outcomeName(text(given, 'outcome'))}`, `协助单位已答复，办理结果为“${outcomeName(text(given, 'outcome'))}”。${lateness(given)}请法院及时审查。`),
  'answer-contested': () => wording('法院对答复提出异议', '法院认为答复内容不完整或者有误，具体意见见平台，请及时补充办理并重新答复。'),
  'answer-accepted': () => wording('法院已接受答复', '法院经审查已接受答复。'),
  'answer-accepted-by-silence': () => wording('答复视为已接受', '法院未在规定时间内提出异议，答复视为已接受。'),
  'act-recorded': (given) => wording(`协助单位已完成${actName(text(given, 'act'))}`, `协助单位已登记完成“${actName(text(given, 'act'))}”，具体情况见平台。`),
  'notice-published': (given) => wording(`已在“司法协助”栏目公示：${noticeName(text(given, 'notice'))}`, `协助单位已在“司法协助”栏目登载${noticeName(text(given, 'notice'))}。尚未送达裁定、告知当事人的，请及时送达、告知并在平台登记。`),
  'notice-corrected': (given) => wording('公示内容已更正', `协助单位已更正“司法协助”栏目登载的内容，原因为${noticeGroundName(text(given, 'ground'))}。更正痕迹予以公开，更正前后的内容均予保留，请核对。`),
  'notice-withdrawn': (given) => wording('公示已由法院撤下', `法院已撤下“司法协助”栏目登载的公示，原因为${noticeGroundName(text(given, 'ground'))}，栏目内保留撤下的记载。在其他系统公示的，请一并撤下。`),
  'delay-notice-given': () => wording('协助单位说明不能按期办结', '协助单位已向法院说明不能按期办结的原因。该说明不改变办理期限；需要延长期限的，由法院决定。'),
  'delay-notice-replied': (given) =>
    text(given, 'stance') === 'accepted'
      ? wording('法院认可延期说明', '法院认可协助单位关于不能按期办结的说明。办理期限不变。')
      : wording('法院不认可延期说明', '法院不认可协助单位关于不能按期办结的说明，请在办理期限内办结。'),
  'extension-granted': (given) => wording('法院同意延长办理期限', `法院同意延长办理期限${count(given, 'workingDays')}个工作日，延长后的截止时间为${untilText(day(given, 'dueOn'), instant(given, 'dueAt')).replace(/前$/, '')}。`),
  'calendar-revised': (given) =>
    wording(
      `${term(given)}期限因工作日历调整而变更`,
      `国务院办公厅节假日安排发布或者调整，${term(given)}期限重新计算：原为${untilText(day(given, 'oldDueOn'), instant(given, 'oldDueAt'))}，现为${until(given)}。请以新的期限为准。`,
    ),
  'breach-contested': (given) => wording(`对${term(given)}逾期记录提出异议`, `承办单位对${term(given)}的逾期记录提出异议，理由为${annulmentGroundName(text(given, 'ground'))}，具体说明见平台。请审查是否撤销该记录。`),
  'breach-annulled': (given) => wording(`${term(given)}逾期记录已撤销`, `法院监督人员已撤销${term(given)}的逾期记录，理由为${annulmentGroundName(text(given, 'ground'))}。原记录予以保留，不再计为逾期。`),
  'papers-returned': (given) => wording(`协助单位${again(given)}退回文书`, `协助单位认为文书或者印章不齐，${again(given)}退回${runDays(given)}，具体见平台。${afterReturn(given)}`),
  'wrong-unit': (given) => wording(`协助单位${again(given)}退回：应由其他单位办理`, `协助单位认为该事项应由其他单位办理，${again(given)}退回${runDays(given)}，具体见平台。${afterReturn(given)}`),
  'served-again': () => wording('法院已补正并重新送达文书', '法院已补正所缺文书、印章并重新送达，请及时签收。办理期限自重新收到之日起另行计算，原期限的记载予以保留。'),
  'return-accepted': () => wording('法院接受再次退回', '法院接受协助单位的再次退回，办理期限终止，其记载予以保留。'),
  'return-contested': () => wording('法院对退回提出异议', '法院对退回提出异议，办理期限按原截止时间继续计算，请继续办理。退回是否成立按争议处理。'),
  'return-unanswered': () => wording('再次退回未获答复', '法院未在工作目标内答复再次退回，退回是否成立按争议处理。办理期限继续计算。'),
  'passed-on': () => wording('协助请求已改送其他单位', '法院已将同一文书改送应当办理的单位，本请求办结，无须再办理。'),
  'query-raised': () => wording('协助单位提出疑议', '协助单位对协助事项提出疑议，请法院及时答复。疑议期间办理期限不停止计算。'),
  'query-replied': () => wording('法院已答复疑议', '法院已答复协助单位提出的疑议，请查阅后继续办理。'),
  'service-time-proposed': () => wording('请确认文书送达时间', '对方登记的实际送达时间与平台记载不一致，请核对后予以确认或者不予确认。确认前以平台记载的时间为准。'),
  'service-time-settled': (given) =>
    given['agreed'] === true
      ? wording('送达时间已确认', '双方已确认实际送达时间，办理期限据此重新计算，截止时间见平台。')
      : wording('送达时间未获确认', '对方对登记的送达时间不予确认，仍以平台记载的时间为准。'),
  corrected: () => wording('对方作出更正', '对方已更正其提交的内容，更正前后的内容均予保留。请查阅，并确认依原内容已经办理的事项。'),
  'correction-acknowledged': () => wording('更正已获确认', '对方已确认更正，并说明了依原内容已经办理的事项。'),
  withdrawn: () => wording('法院已撤回协助请求', '法院已撤回协助请求，尚未办理的不再办理。已经采取的措施，请依法院文书予以解除并反馈。'),
  'undoing-opened': (given) =>
    given['taken'] === true
      ? wording('法院已撤回协助请求，请解除已采取的措施', '法院已撤回协助请求。已经采取的措施应当解除：需要凭法院文书解除的，法院将另行送达；其余请及时解除，并在平台确认。')
      : wording('法院已撤回协助请求，请说明是否已采取措施', '法院已撤回协助请求，不再需要办理。请说明是否已经采取措施；已经采取的，应当解除并在平台确认。'),
  'papers-drafted': () => wording('解除措施的文书已拟好，请补全并送达', '协助请求撤回后，平台已拟好解除措施的协助请求。请补全法律文书，送达协助单位，并登记送达情况；登记前协助单位的办理期限不起算。'),
  'measure-reported': (given) =>
    given['taken'] === true
      ? wording('协助单位说明已采取措施', '协助请求撤回前，协助单位已经采取措施，现进入解除程序，具体情况见平台。')
      : wording('协助单位说明未采取措施', '协助请求撤回前，协助单位未采取措施，无须解除。'),
  'papers-asked': () => wording('请送交解除措施的文书', '解除措施需要法院的文书，请及时制作并送交协助单位。收到文书后，协助单位应当及时解除并确认。'),
  'papers-sent': () => wording('法院已送交解除措施的文书', '法院已送交解除措施的文书，请及时解除有关措施，并在平台确认。'),
  'measure-undone': () => wording('措施已解除', '撤回的协助请求所涉措施已经解除，并已记载于平台。'),
  'alarm-raised': (given) =>
    wording(`紧急警情：${happeningName(text(given, 'happening'))}`, '法院执行人员在执行现场遭遇暴力抗法，请立即登录平台查看地点和联系电话，接警并立即出警。本平台不能代替 110，请同时与 110 指挥中心核对警情。'),
  'alarm-unacknowledged': () => wording('紧急警情无人接警', '法院执行现场的警情在平台上仍无人接警，请立即登录平台接警，并与 110 指挥中心核对是否已经出警。'),
  'call-110-again': () => wording('紧急警情无人接警，请立即拨打报警电话', '贵院执行现场的警情在平台上仍无人接警。请立即再次拨打 110，并拨打当地公安机关值班电话。'),
  'alarm-acknowledged': (given) => wording('公安机关已接警', `公安机关已于${moment(given, 'happenedAt')}接警。`),
  'police-under-way': (given) => wording('公安机关已出警', `公安机关已于${moment(given, 'happenedAt')}出警。`),
  'police-arrived': (given) => wording('警力已到达现场', `警力已于${moment(given, 'happenedAt')}到达执行现场。`),
  'emergency-ended': (given) => wording(`警情处置结束：${emergencyOutcomeName(text(given, 'outcome'))}`, `公安机关已登记警情处置结束，处置结果为“${emergencyOutcomeName(text(given, 'outcome'))}”，具体情况见平台。`),
  'alarm-withdrawn': () => wording('法院已解除警情', '法院已解除执行现场警情，无须继续出警。'),
  'call-110-recorded': () => wording('法院已登记报警情况', '法院已登记 110 报警时间和警情编号，请查阅并与本警情对照。'),
  'call-110-unrecorded': () => wording('请补登报警情况', '警情处置已结束，但平台尚未登记 110 报警时间和警情编号，请及时补登。'),
  'call-110-left-unrecorded': () => wording('报警情况未登记', '至今未登记 110 报警时间和警情编号，已按未登记记录在案。'),
  'false-report-recorded': () => wording('已登记一起谎报警情', '被执行人一方涉嫌捏造事实报警以干扰执行，已登记在案。请公安机关依照治安管理处罚法处理并登记案件编号；不属谎报的，请说明理由。'),
  'false-report-passed': () => wording('谎报警情已移交治安处罚', '公安机关已将谎报警情依照治安管理处罚法移交处理，案件编号见平台。'),
  'false-report-unfounded': () => wording('公安机关认为不属谎报警情', '公安机关经核实认为所登记的情形不属谎报警情，理由见平台。'),
  'vehicle-stopped': (given) => wording('被查封车辆已被查扣，请立即交接', `公安机关交通管理部门已于${moment(given, 'stoppedAt')}查扣被查封车辆，地点见平台，请法院立即前往办理交接手续。`),
  'stop-acknowledged': () => wording('法院已知悉车辆被查扣', '法院已知悉车辆被查扣，将前往办理交接手续，请妥善看管。'),
  'hand-over-confirmed': (given) => wording('请确认车辆交接', `对方登记车辆已于${moment(given, 'handedOverAt')}交接，请核对后予以确认。`),
  'vehicle-handed-over': (given) => wording('车辆交接完成', `双方已确认车辆于${moment(given, 'handedOverAt')}交接。`),
  'watch-extended': (given) =>
    given['until'] === undefined ? wording('路面查扣继续有效', '法院已取消查扣截止日，查扣至法院另行通知时为止。') : wording('路面查扣截止日变更', `法院已将路面查扣的截止日定为${dayText(day(given, 'until'))}。`),
  'watch-ending': (given) => wording('路面查扣即将截止', `路面查扣将于${dayText(day(given, 'until'))}24时截止。需要继续查扣的，请在截止前延长。`),
  'watch-ended': () => wording('路面查扣已结束', '本次路面查扣已结束，请不再查扣该车辆；已查扣尚未交接的，请与法院联系办理。'),
  'dispute-opened': (given) => wording(`就${question(given)}提起争议`, `已就${question(given)}提起争议，请双方先行磋商并提出书面意见。争议期间各项办理期限不停止计算；七个工作日内未能磋商一致的，提请市委政法委统一协调解决。`),
  'position-stated': () => wording('争议一方提出意见', '争议一方已提出书面意见，请查阅并回应。'),
  'terms-proposed': () => wording('请确认磋商结果', '争议一方已提出磋商结果，请查阅；同意的，请予确认，不同意的，可另行提出。'),
  'talks-prolonging-proposed': (given) => wording('请确认延长磋商', `争议一方提议将磋商期限延长${count(given, 'workingDays')}个工作日，经另一方确认后延长。`),
  'talks-prolonged': (given) => wording('磋商期限已延长', `经双方确认，磋商期限延长${count(given, 'workingDays')}个工作日，至${dayText(day(given, 'dueOn'))}。`),
  'talks-failure-proposed': () => wording('请确认磋商不成', '争议一方认为磋商不成；另一方确认后，立即提请市委政法委统一协调解决。'),
  'dispute-submitted': (given) => wording(`关于${question(given)}的争议已提请协调`, `双方就${question(given)}未能磋商一致，争议提请书及双方意见已提交市委政法委，由其统一协调解决。`),
  'opinion-issued': (given) =>
    count(given, 'proposals') === 0
      ? wording('政法委已作出协调意见', '市委政法委已作出协调意见，请有关单位按照协调意见办理。')
      : wording('政法委已作出协调意见', `市委政法委已作出协调意见，请有关单位按照协调意见办理。其中涉及协助请求的建议${count(given, 'proposals')}项，由法院决定是否采纳；不采纳的，应当说明理由。`),
  'proposal-answered': (given) =>
    given['accepted'] === true
      ? wording('法院已采纳协调建议', '法院已采纳协调意见中的建议，协助请求据此调整。')
      : wording('法院未采纳协调建议', '法院未采纳协调意见中的建议，理由见平台，协助请求不变。'),
  'dispute-ended': (given) => wording(`关于${question(given)}的争议已办结：${disputeEndName(text(given, 'how'))}`, `关于${question(given)}的争议已办结，结果为${disputeEndName(text(given, 'how'))}。`),
  ...ON_PEOPLE,
  ...ON_SEALS,
  ...ON_CRIMES,
  'closed-matter': (given) =>
    wording(given['lastDay'] === undefined ? '不公开事项有新情况' : '不公开事项的期限已经届满', `编号所示事项有新的情况${datesOfClosed(given)}。该事项仅限指定人员查阅，其他人员可在平台查看编号、阶段和日期。`),
  'card-issued': (given) => wording(`贵单位被给予${card(given)}`, `因协助执行事项逾期，现给予贵单位${card(given)}，理由和文书见平台。请督促整改；有异议的，可在平台作出说明。`),
  'card-answered': (given) => wording(`被给予${card(given)}的单位作出说明`, `被给予${card(given)}的单位已就整改或者异议作出书面说明，请查阅；认为不应给予的，可说明理由予以撤回。`),
  'card-withdrawn': (given) => wording(`${card(given)}已撤回`, `此前给予贵单位的${card(given)}已撤回，理由见平台。原记录予以保留，不再计算。`),
  closed: (given) => wording('事项已办结', `${closingName(text(given, 'closedAs'))}，本事项办结。`),
};

/** The words of a message. Throws {@link UnknownMessage} or {@link IncompleteMessage}. */
export function wordingOf(code: string, given: Given): Wording {
  if (!isMessageCode(code)) throw new UnknownMessage(code);
  return WRITERS[code](given);
}

/** As {@link wordingOf}, for a list: a row that has no words of its own, such as one that a later version wrote, hides no other. */
export function wordingInList(code: string, given: Given): Wording {
  try {
    return wordingOf(code, given);
  } catch (error) {
    if (error instanceof UnknownMessage || error instanceof IncompleteMessage) return wording('事项有新的情况', '该事项有新的情况，请打开事项查看。');
    throw error;
  }
}

function again(given: Given): string {
  return given['again'] === true ? '再次' : '';
}

function runDays({ onDay, of }: Given): string {
  return typeof onDay === 'number' && typeof of === 'number' ? `（退回时为办理期限${of}个工作日中的第${onDay}日，收到当日为第0日）` : '';
}

function afterReturn(given: Given): string {
  return given['again'] === true
    ? '再次退回不停止计算期限，请法院及时决定是否接受；未按时答复的，按争议处理。'
    : '办理期限就此终止，其记载予以保留。请法院及时补正后重新送达、改送、撤回，或者提出异议。';
}

function lateness(given: Given): string {
  const late = given['lateWorkingDays'];
  if (typeof late !== 'number') return '';
  return late === 0 ? '该答复在期限届满之后作出，属逾期答复。' : `该答复逾期${late}个工作日。`;
}

/** All that whoever is not named learns: which day, not of what. */
function datesOfClosed(given: Given): string {
  if (given['lastDay'] !== undefined) return `：期限的最后一日为${dayText(day(given, 'lastDay'))}，该期限已经届满`;
  return given['dueOn'] === undefined ? '' : `，现期限的最后一日为${dayText(day(given, 'dueOn'))}`;
}

function isWindow(given: Given): boolean {
  return /^ask(\.\d+)?$/.test(text(given, 'term'));
}

function card(given: Given): string {
  return cardName(text(given, 'colour'));
}

function question(given: Given): string {
  return questionName(text(given, 'question'));
}
