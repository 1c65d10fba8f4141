import type { AccountDraft } from '../../register/accounts/accounts';

/** Everybody's, in a rehearsal alone. */
export const REHEARSAL_PASSWORD = 'rehearsal-2026';

type Person = Pick<AccountDraft, 'username' | 'displayName' | 'roles' | 'body' | 'office'>;

/** Court officers carry the two cards that go with every request; the numbers are invented. */
function courtOfficer(username: string, displayName: string, body: string, roles: AccountDraft['roles'] = ['court-officer']): AccountDraft {
  const name = username.toUpperCase().replaceAll('.', '-');
  return person({ username, displayName, roles, body }, { workCardNo: `GZ-${name}`, enforcementPermitNo: `GW-${name}` });
}

function person(details: Person, profile: AccountDraft['profile'] = {}): AccountDraft {
  return { kind: 'person', ...details, profile: { ...profile, mail: `${details.username}@example.com` }, password: REHEARSAL_PASSWORD };
}

/** The designated desk, the fixed liaison and the head of a unit. */
function unitOfficers(unit: string, [desk, liaison, head]: readonly [string, string, string]): AccountDraft[] {
  return [
    person({ username: `${unit}.desk`, displayName: desk, roles: ['desk-officer'], body: unit }),
    person({ username: `${unit}.liaison`, displayName: liaison, roles: ['liaison'], body: unit }),
    person({ username: `${unit}.head`, displayName: head, roles: ['unit-head'], body: unit }),
  ];
}

/** A county's or district's own office, with the officer at its window. */
function localDesk(office: string, displayName: string): AccountDraft {
  const unit = office.slice(0, office.indexOf('.'));
  return person({ username: `${office}.desk`, displayName, roles: ['desk-officer'], body: unit, office });
}

/** The people of the city in a rehearsal: invented, one at least for each role. */
export const PEOPLE: readonly AccountDraft[] = [
  person({ username: 'operator', displayName: '平台管理员', roles: ['operator'], body: null }),
  courtOfficer('intermediate.bureau', '黄国强', 'court.intermediate', ['enforcement-bureau']),
  courtOfficer('intermediate.judge', '何雪梅', 'court.intermediate'),
  courtOfficer('yuncheng.judge', '陈文静', 'court.yuncheng'),
  courtOfficer('yunan-district.judge', '罗志远', 'court.yunan-district'),
  courtOfficer('luoding.judge', '李敏', 'court.luoding'),
  person({ username: 'luoding.supervisor', displayName: '谭秉公', roles: ['supervisor'], body: 'court.luoding' }),
  courtOfficer('xinxing.judge', '梁海峰', 'court.xinxing'),
  courtOfficer('yunan-county.judge', '区少华', 'court.yunan-county'),
  ...unitOfficers('police', ['张志强', '谢丽娟', '莫建业']),
  localDesk('police.luoding', '黎伟明'),
  localDesk('police.yuncheng', '伍国栋'),
  localDesk('police.vehicle-management', '周志刚'),
  localDesk('police.traffic', '卢建华'),
  ...unitOfficers('land', ['王秀英', '邓家豪', '彭卫东']),
  localDesk('land.xinxing', '温美玲'),
  ...unitOfficers('housing', ['赵敏仪', '冯子轩', '欧阳德']),
  localDesk('housing.luoding', '苏桂芳'),
  ...unitOfficers('commerce', ['林晓东', '郑思敏', '唐耀辉']),
  { kind: 'machine', username: 'commerce.system', displayName: '工商登记系统', roles: ['system'], body: 'commerce' },
  ...unitOfficers('state-assets', ['古海燕', '谭思源', '关振华']),
  ...unitOfficers('justice', ['曾庆华', '许雅文', '范永康']),
  ...unitOfficers('human-resources', ['杜嘉欣', '江日升', '姚振宇']),
  person({ username: 'committee.officer', displayName: '刘正平', roles: ['committee-officer'], body: 'committee' }),
  person({ username: 'committee.supervisor', displayName: '秦明月', roles: ['supervisor'], body: 'committee' }),
  person({ username: 'procuratorate.prosecutor', displayName: '沈清', roles: ['prosecutor'], body: 'procuratorate' }),
  person({ username: 'procuratorate.yuncheng.prosecutor', displayName: '骆明慧', roles: ['prosecutor'], body: 'procuratorate', office: 'procuratorate.yuncheng' }),
  person({ username: 'procuratorate.liaison', displayName: '方晓琳', roles: ['liaison'], body: 'procuratorate' }),
];
