import type { MessageCode } from '../messages-to-people';
import { count, day, until, wording, type Writer } from './given';
import { dayText } from './dates';

/** 四.7(2), 四.7(4): people looked for and people detained. */
export const ON_PEOPLE = {
  'contact-unreachable': () => wording('专门联系人尚无经测试的联系方式', '该事项指定的24小时联系人除电子邮件外没有经过测试的联系方式。请为其账号开通并测试其他通知方式，或者电话测试后登记。'),
  'contact-tested': () => wording('专门联系人联系方式已测试', '已登记对24小时联系人的联系测试，联系畅通。'),
  'search-taken-on': () => wording('公安机关已受理协查', '公安机关已受理协助查找，正在查找被执行人下落。'),
  'finding-recorded': (given) => wording('已登记发现被执行人，请通知法院', `已登记发现被执行人。应于${until(given)}通知法院24小时联系人，并登记通知时间、方式和受通知人；期限不因夜间、休息日和节假日顺延。`),
  'finding-retracted': () => wording('公安机关撤销发现登记', '公安机关经核实撤销此前的发现登记，协查继续进行。'),
  'court-told': () => wording('公安机关通知：已发现被执行人', '公安机关已发现被执行人并通知法院，具体情况见平台。请法院立即确认收到通知。'),
  'court-alerted': (given) => wording('请立即确认：公安机关已发现被执行人', `公安机关发现被执行人的通知尚未经法院确认，本次为第${count(given, 'count')}次提示。请立即登录平台确认。`),
  'finding-acknowledged': () => wording('法院已确认收到发现通知', '法院已确认收到发现被执行人的通知，协查终结。'),
  'found-by-court': () => wording('法院已发现被执行人', '法院登记已自行发现被执行人下落，将办理撤销协查手续。'),
  'search-cancelled': () => wording('法院撤销协查', '法院已撤销协助查找，请停止查找、撤销布控，并在平台确认。'),
  'search-withdrawn': () => wording('公安机关已确认撤销协查', '公安机关已确认撤销协查，不再查找。'),
  'debtor-admitted': () => wording('拘留所已收拘', '公安机关已收拘被拘留人，具体时间见平台。'),
  'admission-refused': () => wording('公安机关不予收拘', '公安机关因被拘留人身体原因出具不予收拘通知书。请法院决定再次送拘或者不再送拘。'),
  'refusal-accepted': () => wording('法院不再送拘', '法院接受不予收拘通知书，不再送拘。'),
  'brought-again': () => wording('请办理收拘', '法院仍要求执行司法拘留，请立即办理收拘，或者依法出具通知书。'),
  'stop-suggested': () => wording('公安机关建议停止执行拘留', '公安机关出具建议停止执行拘留通知书。法院应自收到时起24小时内作出是否停止执行的决定并通知拘留所，期限不因夜间、休息日和节假日顺延。请立即签收。'),
  'notice-signed': () => wording('法院已签收建议停止执行拘留通知书', '法院已签收，24小时决定期限自签收时起算。'),
  'notice-deemed': (given) => wording('视为已收到建议停止执行拘留通知书', `通知书送达后法院未签收，依规则视为于${dayText(day(given, 'on'))}24时收到，24小时决定期限自该时起算。`),
  'stop-decided': (given) =>
    given['stop'] === true
      ? wording('法院决定停止执行拘留', '法院已决定停止执行司法拘留，将依法通知拘留所。')
      : wording('法院决定继续执行拘留', '法院已决定不停止执行司法拘留，将依法通知拘留所。'),
  'detention-house-told': () => wording('法院已通知拘留所', '法院已将是否停止执行拘留的决定通知拘留所，请拘留所在平台确认。'),
  'decision-acknowledged': () => wording('拘留所已确认收到决定', '拘留所已确认收到法院关于是否停止执行拘留的决定。'),
  'release-ordered': () => wording('请释放被拘留人', '法院不再执行该司法拘留，请立即办理释放，并登记释放时间。'),
  released: () => wording('被拘留人已释放', '公安机关已登记释放被拘留人，具体时间见平台。'),
  'release-unrecorded': () => wording('拘留期限已过，尚未登记释放', '按收拘时间和决定的天数计算，拘留期限已过，平台尚未登记释放。请立即核实并登记。'),
} as const satisfies Partial<Record<MessageCode, Writer>>;
