import type { MakePaperBody } from '../contract/papers';
import type { DisputeFile } from '../contract/dispute-file';
import type { Day } from '../domain/calendar/day';

/** Of the people in a matter, as much as the paper's entry in the catalogue asks for, and no more. */
export interface PaperPeople {
  debtorName?: string;
  debtorIdNumber?: string;
  officers?: readonly { name: string; workCardNo: string | null; enforcementPermitNo: string | null }[];
}

/** A term of the other side's, as the paper states it. */
export interface TermStated {
  name: string;
  dueOn: Day;
  isLate: boolean;
  /** An advisory target is missed, never breached, and the paper does not say otherwise. */
  isStatutory: boolean;
}

/** All that a template knows. Names are as an official writes them, never codes. */
export interface PaperFacts {
  number: string;
  /** Body and, where one of its offices issues it, that office. */
  issuerName: string;
  addresseeName: string;
  on: Day;
  matter: {
    number: string;
    kindName: string;
    caseNumber: string;
    courtName: string;
    unitName: string;
    openedOn: Day;
    dataItemNames: readonly string[];
    paperNames: readonly string[];
    terms: readonly TermStated[];
    /** Within which time the law of the matter wants what: '自收到之日起3个工作日内', '立即'. */
    within: { answer: string; publish: string; firstResult: string };
  };
  people: PaperPeople;
  /** Of a dispute only. */
  dispute?: DisputeFile;
}

/** What the officer adds, by paper. */
export type FieldsOf<Id extends MakePaperBody['paper']> = Extract<MakePaperBody, { paper: Id }>;
