import type { FieldError } from '../problems';
import type { GivenParticulars } from './openings';

/** 四.7(4): evidence is referred bound with its catalogue. Each item names a document that the request carries, and none is carried that the catalogue does not name. */
export function checkEvidence({ body, particulars }: GivenParticulars): FieldError[] {
  const catalogue = (particulars['evidence'] as readonly { document: string }[]).map(({ document }) => document.toLowerCase());
  const carried = (body.documents ?? []).map(({ document }) => document.toLowerCase());
  return [
    ...catalogue.flatMap((document, index): FieldError[] => (carried.includes(document) ? [] : [{ path: `particulars.evidence.${index}.document`, code: 'evidence-missing', message: '证据目录所列的材料没有随案移送' }])),
    ...carried.flatMap((document, index): FieldError[] => (catalogue.includes(document) ? [] : [{ path: `documents.${index}.document`, code: 'evidence-not-in-catalogue', message: '随案移送的材料没有列入证据目录' }])),
  ];
}
