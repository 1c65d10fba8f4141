import { z } from 'zod';
import { command } from './command';
import { documents, note, reference } from './common';

const documentNumber = reference.meta({ title: '文书文号' });

/** Commands of the procuratorate's oversight of a filing; the police file with `file-case`. */
export const FILING_OVERSIGHT_COMMANDS = {
  'sign-request': command({}, { signedBy: note.optional().meta({ title: '签收人' }) }),
  'report-first-result': command({ result: z.enum(['reasons-to-be-demanded', 'examining-further', 'evidence-asked']).meta({ title: '初步监督结果' }) }, { details: note.meta({ title: '情况说明' }) }),
  'demand-reasons': command({}, { documentNumber, remarks: note.optional() }),
  'give-reasons': command({}, { reasons: note.meta({ title: '不立案的理由' }), documents: documents.min(1).meta({ title: '书面说明' }) }),
  'notify-to-file': command({}, { documentNumber, documents: documents.min(1).meta({ title: '通知立案书' }) }),
  'find-refusal-right': command({}, { reasons: note.meta({ title: '认为不立案正确的理由' }) }),
} as const;
