export const CHANNEL_NAMES: Readonly<Record<string, string>> = { mail: '电子邮件', webhook: '回调', command: '本机命令', telephone: '电话', none: '无' };
