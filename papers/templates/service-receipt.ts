import { form, type PaperDescription } from '../description';
import type { FieldsOf, PaperFacts } from '../facts';

/** 送达回证: the form that comes back with the answer (四.7, 四.13, 四.14, 四.17); whoever receives and whoever serves sign it by hand. */
export function serviceReceipt({ addresseeName, matter }: PaperFacts, { documents, place }: FieldsOf<'service-receipt'>): Pick<PaperDescription, 'blocks' | 'attachments'> {
  const served = documents ?? matter.paperNames;
  return {
    blocks: [
      form([
        ['案号', matter.caseNumber],
        ['协助事项', `${matter.kindName}（${matter.number}）`],
        ['受送达人', addresseeName],
        ['送达地点', place ?? ''],
        ['送达文书名称及件数', served.map((name, index) => `${index + 1}. ${name}　1份`).join('\n')],
        ['受送达人签名或者盖章', '\n\n　　　　年　　月　　日　　时　　分'],
        ['代收人签名及代收事由', '\n\n　　　　年　　月　　日　　时　　分'],
        ['送达人签名', '\n'],
        ['备注', '\n'],
      ]),
    ],
    attachments: [],
  };
}
