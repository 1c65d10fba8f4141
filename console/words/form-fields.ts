/** Fields of the forms that no schema of the API names, by their path in the body or the last part of it, as the page calls them. */
const FIELDS: Readonly<Record<string, string>> = {
  username: '用户名',
  displayName: '姓名（系统名称）',
  roles: '角色',
  body: '所属单位',
  office: '所属部门',
  mail: '电子邮箱',
  phone: '电话',
  workCardNo: '执行人员工作证号',
  enforcementPermitNo: '执行公务证号',
  currentPassword: '现在的密码',
  newPassword: '新密码',
  'notice.title': '通知标题',
  number: '文号',
  publishedOn: '发布日期',
  holidays: '放假',
  makeUpDays: '调休上班',
  reason: '理由',
  document: '文书',
  text: '内容',
  note: '说明',
  name: '名称',
  to: '交给',
};

/** Empty: the page has no name for it, and what the API calls it is none. */
export function formFieldName(path: string): string {
  const named = path.split('.').filter((part) => !/^\d+$/.test(part));
  return FIELDS[named.join('.')] ?? FIELDS[named.at(-1) ?? ''] ?? '';
}
