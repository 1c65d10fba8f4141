import { isNativeError } from 'node:util/types';
import type { ErrorRequestHandler, RequestHandler, Response } from 'express';
import type { Logger } from 'pino';
import { z } from 'zod';
import { InvalidInput } from '../domain/invalid-input';
import { Fault, Refusal } from '../register/errors';
import { contextOf } from './request-context';

interface Wording {
  readonly status: 400 | 401 | 403 | 404 | 409 | 413 | 415 | 422 | 429 | 500 | 503;
  readonly title: string;
  readonly detail?: string;
}

/** The one place where a refusal becomes a status and Chinese words. A code, once released, keeps its meaning. */
const PROBLEMS: Readonly<Record<string, Wording>> = {
  'malformed-request': { status: 400, title: '请求格式有误' },
  'period-too-long': { status: 400, title: '统计期间过长', detail: '最长为十年。' },
  'malformed-json': { status: 400, title: '请求内容不是有效的 JSON' },
  'unsafe-characters': { status: 400, title: '请求中含有不允许的字符' },
  'too-complex': { status: 400, title: '请求内容过于复杂', detail: '层级、数组或文本超过上限。' },
  'invalid-parameter': { status: 400, title: '参数有误' },
  'invalid-cursor': { status: 400, title: '分页位置无效', detail: '请从第一页重新开始。' },
  'idempotency-key-required': { status: 400, title: '缺少 Idempotency-Key', detail: '请为每次操作提供 8 至 128 个可见 ASCII 字符的 Idempotency-Key。' },

  'not-signed-in': { status: 401, title: '请先登录' },
  'bad-credentials': { status: 401, title: '用户名或密码不正确' },
  'one-time-password-ended': { status: 401, title: '一次性密码已失效', detail: '一次性密码自发放起七日内有效。' },

  'not-permitted': { status: 403, title: '无权进行此操作' },
  'closed-matter': { status: 403, title: '涉嫌犯罪事项仅限指定人员查阅', detail: '其他人员只能查看编号、阶段和日期；需要参与办理的，请本单位负责人指定。' },
  'foreign-origin': { status: 403, title: '请求来源不被允许' },
  'password-change-required': { status: 403, title: '请先修改一次性密码' },

  'not-found': { status: 404, title: '未找到' },
  'unknown-account': { status: 404, title: '账号不存在' },
  'unknown-delivery': { status: 404, title: '该通知不存在' },

  'not-awaited': { status: 409, title: '当前阶段不能进行此操作', detail: '请刷新后查看现在可以做什么。' },
  'matter-closed': { status: 409, title: '事项已办结' },
  'already-received': { status: 409, title: '文书已经签收' },
  'already-recorded': { status: 409, title: '该事项已经记录' },
  'act-not-owed': { status: 409, title: '该事项不需要此项办理' },
  'published-by-notice': { status: 409, title: '公示应当连同公示内容一并登载', detail: '请用“登载公示”（publish-notice）填写公示内容；冻结、解除冻结已办结的，答复时填写结果即同时公示。' },
  'nothing-published': { status: 409, title: '该事项没有登载公示' },
  'notice-withdrawn-already': { status: 409, title: '该公示已由法院撤下' },
  'service-not-owed': { status: 409, title: '该事项无须向其送达或者告知', detail: '应当送达、告知的对象见 owed。' },
  'term-has-ended': { status: 409, title: '期限已经届满，不能再延长' },
  'no-such-term': { status: 409, title: '没有正在计算的期限' },
  'too-late-to-return': { status: 409, title: '办理期限已经届满，不能再退回' },
  'acted-on-already': { status: 409, title: '已依文书办理，不能再退回' },
  'return-accepted-already': { status: 409, title: '法院已接受该次退回' },
  'not-this-return': { status: 409, title: '与退回的理由不符', detail: '文书不齐的，补正后重新送达；应由其他单位办理的，改送该单位；不同意的，提出异议。' },
  'not-served-yet': { status: 409, title: '文书尚未送达' },
  'own-measure': { status: 409, title: '措施由本单位采取，应当由本单位解除' },
  'paper-not-of-this-kind': { status: 422, title: '该事项不需要这一文书' },
  'seal-not-demanded': { status: 422, title: '该文书依规定无须加盖法院公章，不能因此退回' },
  'same-unit': { status: 422, title: '正是现在的办理单位' },
  'no-such-query': { status: 409, title: '没有待答复的疑议' },
  'no-such-notice': { status: 409, title: '没有待回复的延期说明' },
  'no-such-proposal': { status: 409, title: '没有待确认的送达时间' },
  'no-such-entry': { status: 409, title: '没有这一条记录' },
  'no-such-false-report': { status: 409, title: '没有待处理的这一谎报警情' },
  'no-such-stop': { status: 409, title: '没有待确认的这一次查扣' },
  'hand-over-times-differ': { status: 409, title: '双方登记的交接时间不一致', detail: '对方登记的时间见 confirmedAt。同意该时间的，请注明同意（agreed）后再次确认。' },
  'no-such-correction': { status: 409, title: '没有待确认的更正' },
  'service-time-proposed-already': { status: 409, title: '已有待确认的送达时间' },
  'confirmed-by-the-other-side': { status: 409, title: '应由对方确认' },
  'written-by-others': { status: 409, title: '只能更正本单位所写的内容' },
  'nothing-to-correct': { status: 409, title: '该记录没有可以更正的文字' },
  'time-out-of-range': { status: 409, title: '时间不在允许范围内' },
  'undoing-owed': { status: 409, title: '措施应当解除，不能撤回', detail: '原协助请求已经撤回，已采取的措施应当解除。' },
  'papers-incomplete': { status: 422, title: '法律文书不全', detail: '请按该事项所需文书补全后再提交。' },
  'unknown-term': { status: 409, title: '没有这一期限' },
  'dispute-open-already': { status: 409, title: '该事项已有正在办理的争议' },
  'question-settled': { status: 409, title: '该争议已经解决', detail: '同一争议不再另行提起。' },
  'respondent-does-not-fit': { status: 422, title: '争议的相对方有误', detail: '相对方为本事项的另一方；法院与法院之间、单位与单位之间的争议，可另行指明。' },
  'no-such-dispute': { status: 409, title: '没有这一争议' },
  'terms-missing': { status: 422, title: '请写明磋商结果' },
  'no-such-terms': { status: 409, title: '没有这一待确认的磋商结果', detail: '磋商结果可能已被新的替代，请刷新后查看。' },
  'no-such-opinion-proposal': { status: 409, title: '没有这一待答复的建议' },
  'unit-does-not-do-this': { status: 422, title: '该单位不办理此事项，或者正由其办理' },
  'legal-ground-missing': { status: 422, title: '不能办理的，应当写明法律依据' },
  'found-is-recorded-apart': { status: 409, title: '发现被执行人应当另行登记', detail: '请登记发现时间，24小时期限自发现时起算。' },
  'already-decided': { status: 409, title: '法院已经作出决定' },
  'decision-missing': { status: 409, title: '法院尚未作出是否停止执行的决定' },
  'already-refused': { status: 409, title: '已经决定不予立案', detail: '该决定已记载于平台；需要送达决定书的，请送达。' },
  'refusal-missing': { status: 409, title: '尚未决定不予立案' },
  'review-not-extendable': { status: 409, title: '审查期限不能延长', detail: '延长审查应当在原期限届满前决定，且只能延长一次。' },
  'not-under-this-rule-set': { status: 409, title: '本案适用的规则没有这一办理方式' },
  'window-closed': { status: 409, title: '提请监督的期限已过', detail: '提请监督并要求反馈的权利已经失效；仍可移送线索，不设反馈期限。' },
  'oversight-being-opened': { status: 409, title: '立案监督正在建立', detail: '请稍后再试。' },
  'instruction-switched-already': { status: 409, title: '本案的常设指令已是这一状态' },
  'first-result-reported-already': { status: 409, title: '已经反馈初步监督结果' },
  'reasons-awaited': { status: 409, title: '公安机关说明理由的期限尚未届满' },
  'nothing-to-acknowledge': { status: 409, title: '没有待确认的通知' },
  'nobody-in-custody': { status: 409, title: '尚未收拘' },
  'unknown-outcome': { status: 422, title: '办理结果有误' },
  'unknown-command': { status: 404, title: '没有这一操作' },
  'idempotency-key-reused': { status: 422, title: 'Idempotency-Key 已用于另一内容', detail: '请为新的操作使用新的 Idempotency-Key。' },
  'invalid-request': { status: 422, title: '协助请求有误', detail: '请逐项改正后再次提交。' },

  'no-such-seal': { status: 409, title: '没有这一查封，或者已经终止' },
  'seal-of-another-court': { status: 409, title: '该查封属于其他法院' },
  'seal-not-waiting': { status: 409, title: '该查封不在轮候', detail: '书面告知以平台内法院的轮候查封为限。' },
  'seal-not-in-force': { status: 409, title: '该查封尚未生效，无须续行', detail: '轮候期间查封期限不起算；生效时另行通知。' },
  'no-seal-in-force': { status: 409, title: '该财产上没有生效的查封', detail: '处分财产以生效的查封为前提；登记簿另有记载的，请先登记。' },
  'released-by-its-court': { status: 409, title: '平台内法院的查封由该法院解除', detail: '此处只能说明登记簿上没有该查封（not-booked）。' },
  'not-the-order-of-the-book': { status: 409, title: '顺序有误', detail: '请按登记簿列明全部已登记的查封，每项一次，见 book。' },
  'no-such-encumbrance': { status: 409, title: '没有这一权利负担，或者已经注销' },
  'day-out-of-range': { status: 409, title: '日期不在允许范围内', detail: '应当晚于现在的到期日，且不超过自该日起再一个法定期限。' },
  'last-day-passed': { status: 409, title: '到期日已过', detail: '到期日不得早于今天；请核对年份。经续行的，请写明到期日；登记簿上已经到期的查封，不再登记。' },
  'renewed-ahead': { status: 409, title: '该查封已经续行，暂不能再次续行', detail: '剩余期限已超过一个法定期限；剩余期限不足一个法定期限时再续行。' },
  'no-such-breach': { status: 409, title: '没有这一逾期记录' },
  'breach-contested-already': { status: 409, title: '该逾期记录已提出异议' },
  'breach-annulled-already': { status: 409, title: '该逾期记录已经撤销' },
  'calendar-in-force': { status: 409, title: '该事项已按此日历计算' },

  'invalid-calendar': { status: 422, title: '日历有误', detail: '请对照通知逐项改正后再次提交。' },
  'calendar-proposed-already': { status: 409, title: '该年度已有待核准的申请', detail: '请先核准或者撤回。' },
  'approved-by-the-proposer': { status: 403, title: '应由提交人以外的人员核准' },
  'proposal-decided-already': { status: 409, title: '该申请已经处理' },
  'calendar-has-moved-on': { status: 409, title: '日历已另行发布，该申请不再适用', detail: '请撤回后重新提交。' },

  'clock-runs-forward': { status: 409, title: '演练时钟不能倒拨' },
  'nothing-ahead': { status: 409, title: '没有将要到期的事项' },
  'clock-is-moving': { status: 409, title: '演练时钟正在移动', detail: '请等待其到达后再试。' },

  'unit-gets-no-card': { status: 422, title: '不能对该单位给予黄牌或者红牌', detail: '限协助单位；法院、市政法委和已不存在的单位除外。' },
  'card-withdrawn-already': { status: 409, title: '该黄牌、红牌已经撤回' },

  'delivery-not-failed': { status: 409, title: '该通知未失败，无须重发' },
  'still-nobody': { status: 409, title: '仍没有可通知的人员', detail: '请先为该单位设置相应角色的账号。' },

  'username-taken': { status: 409, title: '用户名已被使用' },
  'instruction-begins-too-late': { status: 409, title: '现行常设指令尚在有效期内，新的指令应当立即生效', detail: '请将生效日期改为今日或者更早；否则在新指令生效前，不再有指令代为提请监督。' },
  'standing-instruction-changed': { status: 409, title: '常设指令已被修改', detail: '请刷新后重新修改。' },
  'settings-changed': { status: 409, title: '设置已被他人修改', detail: '请刷新后重新修改。' },
  'last-operator': { status: 409, title: '至少应保留一名平台管理员' },

  'too-large': { status: 413, title: '请求内容过大', detail: '上限为 1 MB。' },
  'unsupported-media-type': { status: 415, title: '不支持的内容类型', detail: '请使用 UTF-8 编码的 application/json。' },

  'invalid-body': { status: 422, title: '填写有误' },
  'unknown-body': { status: 422, title: '单位不存在' },
  'officer-not-named': { status: 409, title: '该人员未被指定参与办理该事项' },
  'too-many-saved-filters': { status: 409, title: '常用筛选过多', detail: '最多三十个，请先删去不用的。' },
  'assigned-already': { status: 409, title: '该事项已由同事办理', detail: '需要改由您办理的，请该同事移交，或者请负责人、联络员分派。' },
  'not-assigned-to-you': { status: 409, title: '该事项不由您办理', detail: '只有办理人可以移交；需要改派的，请负责人、联络员分派。' },
  'colleague-does-not-fit': { status: 422, title: '只能交给本单位可以办理该事项的在职人员' },
  'officer-does-not-fit': { status: 422, title: '只能指定本方可以查阅该事项的在职人员' },
  'unknown-office': { status: 422, title: '该单位没有此部门' },
  'role-does-not-fit': { status: 422, title: '该单位或该类账号不能担任此角色' },
  'wrong-password': { status: 422, title: '当前密码不正确' },
  'unchanged-password': { status: 422, title: '新密码与当前密码相同' },
  'password-is-username': { status: 422, title: '密码不得与用户名相同' },
  'document-name-required': { status: 400, title: '缺少文件名', detail: "请在 Content-Disposition 中以 filename*=UTF-8''… 给出文件名。" },
  'document-incomplete': { status: 400, title: '文件没有传完', detail: '请重新上传。' },
  'document-not-free': { status: 409, title: '文书已附于其他记录', detail: '一份文书只能附于一条记录；需要再次使用的，请重新上传。' },
  'draft-changed': { status: 409, title: '草稿已在别处修改', detail: '请重新打开草稿后继续填写。' },
  'too-many-drafts': { status: 409, title: '草稿过多', detail: '请先发起或者删除已有的草稿。' },
  'too-many-loose-documents': { status: 409, title: '尚未使用的文书过多', detail: '请先在办理中使用已上传的文书；七日内未使用的自动清除。' },
  'paper-made-already': { status: 409, title: '本单位已在该事项中制作此文书', detail: '需要重新制作的，请指明该文书（newVersionOf）并说明理由，文号不变。' },
  'no-such-paper': { status: 409, title: '没有这一份文书' },
  'paper-of-no-use-here': { status: 422, title: '该事项不适用这一文书' },
  'paper-words-erased': { status: 409, title: '所需的个人信息已依规定删除，不能制作' },
  'document-too-large': { status: 413, title: '文件过大', detail: '上限为 50 MB。' },
  'document-type-not-allowed': { status: 415, title: '文件类型不允许', detail: '仅限 PDF、PNG、JPEG、DOCX（不含宏），内容、类型与扩展名应当一致。' },
  'document-infected': { status: 422, title: '文件未通过病毒查杀' },
  'sheet-unreadable': { status: 422, title: '不能读取该表格', detail: '请上传由平台导出的 XLSX 文件，不含宏和外部内容。' },
  'sheet-too-large': { status: 413, title: '表格过大', detail: '上限为 2 MB、200 件答复。' },
  'sheet-has-formulas': { status: 422, title: '表格中含有公式', detail: '请把公式改为数值或者文字（选择性粘贴为数值）后再上传，位置见 cell。' },
  'matter-listed-twice': { status: 422, title: '同一事项在表中答复了两次', detail: '以第一次为准；请合并后再上传。' },
  'encode-refused': { status: 403, title: '此处只解密，不加密' },

  'too-many-attempts': { status: 429, title: '尝试次数过多', detail: '请稍后再试。' },
  'too-many-requests': { status: 429, title: '访问过于频繁', detail: '请稍后再试。' },
  'too-many-streams': { status: 429, title: '同一账号的即时通知过多', detail: '请关闭不用的页面；页面仍会定时刷新。' },
  'too-busy': { status: 429, title: '系统繁忙', detail: '请稍后重试。' },

  'internal-error': { status: 500, title: '系统内部错误', detail: '已记录。请将请求编号告知平台管理员。' },
  'clock-held': { status: 503, title: '系统时间存疑，暂停记录', detail: '平台管理员核对服务器时间并确认后自动恢复；请稍后重试。' },
  'register-unavailable': { status: 503, title: '数据库暂时不可用', detail: '请稍后重试；已受理的操作不会丢失。' },
  'rehearsal-not-quiet': { status: 503, title: '演练未能静止', detail: '有事项或操作未能办完，时钟停在该时刻。' },
  'document-damaged': { status: 500, title: '文书已损坏', detail: '存储的文件与记录不符，已通知平台管理员。' },
  'scan-unavailable': { status: 503, title: '病毒查杀暂时不可用', detail: '文件未保存，请稍后重试。' },
  'documents-unavailable': { status: 503, title: '文书暂时无法保存', detail: '请稍后重试。' },
  unavailable: { status: 503, title: '服务暂时不可用', detail: '请稍后重试。' },
};

/** Every code that the API answers with. */
export const REFUSAL_CODES: readonly string[] = Object.keys(PROBLEMS);

export interface FieldError {
  readonly path: string;
  readonly code: string;
  readonly message: string;
}

interface Problem {
  readonly code: string;
  readonly errors?: readonly FieldError[];
  readonly params?: Readonly<Record<string, unknown>>;
  readonly retryAfterSeconds?: number;
}

/** Whether every code that can be refused has words: asked by tests. */
export function hasWording(code: string): boolean {
  return Object.hasOwn(PROBLEMS, code);
}

/** The fields of a failed parse, with Chinese messages and stable codes. */
export function fieldErrors(error: z.ZodError): FieldError[] {
  return error.issues.flatMap((issue) => {
    const path = issue.path.map(String).join('.');
    if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => ({ path: path === '' ? key : `${path}.${key}`, code: 'unrecognized-key', message: '未知的字段' }));
    return [{ path, code: codeOf(issue), message: issue.message }];
  });
}

const zodsOwnWords = z.locales.zhCN().localeError;

/** Words for what is wrong with a field, as an official would say it; the library's own for what people hardly ever meet. */
export const chineseMessages: z.core.$ZodErrorMap = (issue) => {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? '此项必填' : zodsOwnWords(issue);
    case 'too_small':
      if (issue.origin === 'string') return issue.minimum === 1 ? '此项必填' : `不能少于 ${String(issue.minimum)} 个字`;
      return issue.origin === 'array' ? `至少 ${String(issue.minimum)} 项` : `不能小于 ${String(issue.minimum)}`;
    case 'too_big':
      if (issue.origin === 'string') return `不能超过 ${String(issue.maximum)} 个字`;
      return issue.origin === 'array' ? `最多 ${String(issue.maximum)} 项` : `不能大于 ${String(issue.maximum)}`;
    case 'invalid_value':
      return issue.values.length === 1 ? `只能是 ${String(issue.values[0])}` : `只能是下列之一：${issue.values.map(String).join('、')}`;
    default:
      return zodsOwnWords(issue);
  }
};

/** What a caller sent, as its schema reads it. Throws {@link Refusal} with each field that is wrong. */
export function parsed<Schema extends z.ZodType>(schema: Schema | undefined, value: unknown, code: 'invalid-parameter' | 'invalid-body'): z.output<Schema> {
  if (schema === undefined) return undefined as z.output<Schema>;
  const result = schema.safeParse(value, { error: chineseMessages });
  if (!result.success) throw new Refusal(code, { errors: fieldErrors(result.error) });
  return result.data;
}

export const answerNotFound: RequestHandler = () => {
  throw new Refusal('not-found');
};

export function answerProblems(log: Logger): ErrorRequestHandler {
  // Express tells an error handler from others by its four parameters.
  return (error: unknown, _req, res, next) => {
    const problem = problemOf(error);
    const wording = PROBLEMS[problem.code] ?? PROBLEMS['internal-error'];
    if (wording === undefined || wording.status >= 500) log.error({ requestId: contextOf(res).requestId, route: contextOf(res).route, code: problem.code, err: error }, 'request failed');
    if (res.headersSent) {
      next(error);
      return;
    }
    if (wording !== undefined) sendProblem(res, wording, problem);
  };
}

function sendProblem(res: Response, { status, title, detail }: Wording, { code, errors, params, retryAfterSeconds }: Problem): void {
  if (status === 401) res.setHeader('WWW-Authenticate', 'Bearer');
  if (status === 503 || retryAfterSeconds !== undefined) res.setHeader('Retry-After', String(retryAfterSeconds ?? 2));
  res
    .status(status)
    // What is refused today is not to be remembered by anybody's cache.
    .setHeader('Cache-Control', 'no-store')
    .type('application/problem+json')
    .send(JSON.stringify({ type: `urn:liandong:problem:${code}`, title, status, code, detail, requestId: contextOf(res).requestId, errors, params }));
}

function problemOf(error: unknown): Problem {
  if (error instanceof Refusal) return problemOfRefusal(error);
  if (error instanceof Fault) return { code: hasWording(error.code) ? error.code : 'unavailable' };
  if (error instanceof InvalidInput) return { code: 'invalid-parameter', errors: [{ path: error.where, code: 'invalid', message: error.what }] };
  if (isDatabaseAway(error)) return { code: 'register-unavailable' };
  return { code: codeOfParserError(error) ?? 'internal-error' };
}

/** A refusal as one of several results of an answer. */
export function wordsOf(refusal: Refusal): { code: string; title: string; detail?: string; errors?: FieldError[] } {
  const { code, errors } = problemOfRefusal(refusal);
  const { title = code, detail } = PROBLEMS[code] ?? {};
  return { code, title, ...(detail === undefined ? {} : { detail }), ...(errors === undefined ? {} : { errors: [...errors] }) };
}

function problemOfRefusal({ code, details }: Refusal): Problem {
  const { errors, retryAfterSeconds, ...params } = details;
  return {
    code: hasWording(code) ? code : 'internal-error',
    errors: errors as readonly FieldError[] | undefined,
    retryAfterSeconds: typeof retryAfterSeconds === 'number' ? retryAfterSeconds : undefined,
    params: Object.keys(params).length === 0 ? undefined : params,
  };
}

/** What Express and its body parser throw. */
function codeOfParserError(error: unknown): string | undefined {
  if (!isNativeError(error) || !('status' in error)) return undefined;
  switch (error.status) {
    case 400:
      return 'type' in error && error.type === 'entity.parse.failed' ? 'malformed-json' : 'malformed-request';
    case 413:
      return 'too-large';
    case 415:
      return 'unsupported-media-type';
    default:
      return undefined;
  }
}

const CONNECTION_LOST = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', '57P01', '57P02', '57P03', '57014', '53300', '08000', '08003', '08006']);

/** The server is away, going away or too busy; node-postgres gives some of these no code. */
function isDatabaseAway(error: unknown): boolean {
  if (!isNativeError(error)) return false;
  if ('code' in error && typeof error.code === 'string' && CONNECTION_LOST.has(error.code)) return true;
  return /^(Connection terminated|Query read timeout|timeout exceeded when trying to connect|Client has encountered a connection error)/.test(error.message);
}

function codeOf(issue: z.core.$ZodIssue): string {
  if (issue.code === 'custom' && typeof issue.params?.code === 'string') return issue.params.code;
  return issue.code.replaceAll('_', '-');
}
