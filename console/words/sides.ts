const SIDES: Readonly<Record<string, string>> = { court: '法院', unit: '协助单位', police: '公安机关', procuratorate: '检察机关', committee: '政法委', opener: '提起方', respondent: '对方', matter: '关联事项' };

export const sideName = (side: string): string => SIDES[side] ?? side;

const ROLES: Readonly<Record<string, string>> = {
  'court-officer': '执行人员',
  'enforcement-bureau': '执行局',
  liaison: '联络员',
  'desk-officer': '经办人员',
  'unit-head': '单位负责人',
  'committee-officer': '政法委工作人员',
  prosecutor: '检察人员',
  supervisor: '督察人员',
  operator: '平台管理人员',
  system: '系统',
};

export const roleName = (role: string): string => ROLES[role] ?? role;
