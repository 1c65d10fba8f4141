import { z } from 'zod';
import { COMPANY_TYPES, type CompanyType, OWNERSHIP_SOURCES, type OwnershipSource, PERSON_TYPES } from '../domain/catalogue/notices';
import { day, matterNumber, note } from './common';

/** 四.17: 冻结或者实体处分前，应当查询权属: by an answered query in the case, or by a look-up that the court made itself. */
const ownership = z
  .discriminatedUnion('how', [
    z.strictObject({ how: z.literal('query'), matter: matterNumber.meta({ title: '查询事项编号', description: 'An answered commerce.query of the court in the same case, on the same debtor or company' }) }),
    z.strictObject({
      how: z.literal('look-up'),
      on: day.meta({ title: '查询日期' }),
      source: z.enum(Object.keys(OWNERSHIP_SOURCES) as [OwnershipSource, ...OwnershipSource[]]).meta({ title: '查询来源' }),
    }),
  ])
  .optional()
  .meta({ title: '权属查询' });
const lookedUpBy = note.optional().meta({ title: '查询人', description: 'Whoever looked it up, where the court did' });

const company = z.strictObject({ name: note.meta({ title: '名称' }), registrationNumber: note.optional().meta({ title: '注册号或统一社会信用代码' }) }).meta({ title: '股权所在市场主体' });
const companyType = z.enum(Object.keys(COMPANY_TYPES) as [CompanyType, ...CompanyType[]]).meta({ title: '市场主体类型' });
const holding = z
  .strictObject({ sharePercent: z.number().positive().max(100).optional().meta({ title: '股权比例（%）' }), capitalCny: z.number().positive().optional().meta({ title: '出资额（元）' }) })
  .optional()
  .meta({ title: '股权、其他投资权益' });

const freeze = { plain: { ownership, companyType: companyType.optional() }, sealed: { lookedUpBy, company, holding } };
export const FREEZE_PARTICULARS = { ...freeze, body: z.strictObject({ ...freeze.plain, ...freeze.sealed }) };

const unfreeze = { plain: {}, sealed: { company, holding } };
export const UNFREEZE_PARTICULARS = { ...unfreeze, body: z.strictObject(unfreeze.sealed) };

const transfer = {
  plain: { ownership, companyType: companyType.optional().meta({ title: '市场主体类型', description: 'Required: shares are transferred by direct registration only in a 有限责任公司' }), transfereeType: z.enum(PERSON_TYPES).meta({ title: '受让人类型' }) },
  sealed: { lookedUpBy, company, holding, transferee: z.strictObject({ name: note.meta({ title: '姓名或名称' }), idNumber: note.optional().meta({ title: '证件号码' }) }).meta({ title: '受让人' }) },
};
export const TRANSFER_PARTICULARS = { ...transfer, body: z.strictObject({ ...transfer.plain, ...transfer.sealed }) };
