import type { MessageCode } from '../messages-to-people';
import { count, day, text, wording, type Writer } from './given';
import { dayText } from './dates';
import { sealEndName } from './words';

/** 四.7(3): the seals of several courts on one asset. */
export const ON_SEALS = {
  'seal-to-confirm': (given) => wording('请确认查封登记', `法院的协助执行通知书已送达，按送达先后为第${count(given, 'place')}位。请核对登记簿，登记查封时间，并确认是否生效或者轮候。`),
  'seal-next-by-law': (given) => wording('查封文书已送达，待登记机关确认', `按送达先后为第${count(given, 'place')}位。该顺位依送达时间排列，尚待登记机关确认；确认前不发生查封效力。`),
  'seal-waiting': (given) => wording('查封轮候', `登记机关确认，在先查封尚未解除，本院查封为轮候查封，顺位为第${count(given, 'place')}位。在先查封解除、失效后依次自动生效。`),
  'waiting-notice-due': (given) => wording('请签发轮候查封告知书', `法院的查封登记为轮候，顺位为第${count(given, 'place')}位，应当书面告知该法院。告知书由平台拟好，见该院的协助请求；请签章、送达后在平台登记。`),
  'waiting-notice-given': (given) => wording('登记机关已书面告知轮候查封', `登记机关已出具轮候查封告知书，告知本院查封的轮候顺位为第${count(given, 'place')}位。`),
  'seal-in-force': (given) => wording('查封已生效', `本院查封现已生效，期限至${dayText(day(given, 'untilOn'))}。需要继续查封的，应当在期限届满前续行查封，逾期不续的自动失效。`),
  'seal-ended': (given) => wording(`查封终止：${sealEndName(text(given, 'how'))}`, `本院对该财产的查封终止，原因为“${sealEndName(text(given, 'how'))}”，具体见平台。`),
  'seal-renewed': (given) => wording('法院续行查封', `法院已续行查封，期限至${dayText(day(given, 'untilOn'))}，顺位不变。请在登记簿登记。`),
  'seal-expiring': (given) => wording('查封期限即将届满', `查封期限至${dayText(day(given, 'untilOn'))}届满。需要继续查封的，请在届满前续行查封；逾期不续的，查封失效，轮候在后的查封自动生效。`),
  'seal-order-changed': () => wording('生效的查封有变化', '该财产上生效的查封已经变化，请核对登记簿；登记簿与平台记载不一致的，请在平台更正。'),
  'seal-order-contradicted': () => wording('登记顺序与送达先后不一致', '登记簿上的查封顺序与协助执行通知书送达的先后不一致，或者在先查封尚未载明。以登记簿为准；请登记机关核对并确认顺序。'),
  'seal-order-settled': () => wording('登记机关已确认查封顺序', '登记机关已核对并确认该财产的查封顺序，具体见平台。对顺序有异议的，可以依程序提起争议。'),
} as const satisfies Partial<Record<MessageCode, Writer>>;
