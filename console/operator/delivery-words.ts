import { sideName } from '../words/sides';

const POSTS: Readonly<Record<string, string>> = { desk: '专门机构', liaison: '联络员', head: '负责人', officer: '发起人', contact: '24 小时联系人', bureau: '执行局', party: '经办人员和联络员', holder: '办理人' };

/** For whom it was: 'unit.liaison' is 协助单位联络员. */
export function audienceName(audience: string | null): string {
  // Of a closed matter it is not said.
  if (audience === null) return '不公开';
  if (audience === '') return '每日汇总';
  const [side = '', post] = audience.split('.');
  return post === undefined ? sideName(side) : `${sideName(side)}${POSTS[post] ?? post}`;
}

const REASONS: Readonly<Record<string, string>> = {
  'account-inactive': '账号已停用',
  'unknown-message': '平台没有这一通知的文字',
  'incomplete-message': '通知内容不完整',
  'no-address': '没有填写联系方式',
  'no-webhook': '没有设置回调地址',
  'channel-not-configured': '该渠道没有启用',
  'address-invalid': '邮件地址无效',
  'outbox-not-writable': '发件目录无法写入',
  'smtp-certificate': '邮件服务器证书无效',
  'command-not-found': '找不到发送程序',
  'command-failed': '发送程序出错',
  'command-killed': '发送程序被中断',
  'timed-out': '对方没有及时答复',
  'not-reached': '无法连接对方',
  redirected: '回调地址已转移',
};
/** Those that end in what the other side's server or program said. */
const BEGINNINGS: readonly (readonly [beginning: string, name: string])[] = [
  ['smtp-recipient-', '邮件服务器不接受收件地址'],
  ['smtp-message-', '邮件服务器不接受该邮件'],
  ['smtp-', '邮件服务器出错'],
  ['http-', '对方系统答复异常'],
  ['exit-', '发送程序答复异常'],
];

/** Why it did not arrive; the code of the other side's answer stays to be read. */
export function reasonName(reason: string): string {
  const named = REASONS[reason];
  if (named !== undefined) return named;
  const [beginning, name] = BEGINNINGS.find(([start]) => reason.startsWith(start)) ?? [];
  return beginning === undefined ? reason : `${name ?? ''}（${reason.slice(beginning.length)}）`;
}
