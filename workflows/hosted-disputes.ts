import { localOffice, type Party, type Side } from '../domain/access/parties';
import { dayOf } from '../domain/calendar/day';
import { findCourt } from '../domain/catalogue/courts';
import type { KindId } from '../domain/catalogue/kinds';
import { findOffice, findUnit } from '../domain/catalogue/units';
import type { AdvisoryOverrides, RuleSetId } from '../domain/rule-sets';
import { type ClosedAs, type HostedFacts, type Opening, type Question, type Subject, withDisputes } from '../matters/dispute';
import type { CommandMessage, Entry, SealedReference } from '../matters/ledger';
import type { CaseFile } from './case-file/case-file';
import { grantDays } from './grant-days';
import type { Refusal, Shape } from './case-file/shape';

/** Behaviour that new disputes are opened with, and keep. */
const REVISION = 1;

/** What a matter states at its opening so that disputes can be opened on it. */
interface DisputableOpening {
  kind: KindId;
  court: string;
  unit: string;
  office?: string;
  ruleSet: RuleSetId;
  caseNumber: string;
  advisoryTargets?: AdvisoryOverrides;
}

/** A file between a court and a unit on which disputes can be opened. */
export type DisputableFile = Pick<CaseFile<Shape>, 'links' | 'entry' | 'term' | 'runningTerms' | 'extendTerm' | 'calendar' | 'open' | 'command' | 'tell'> & { readonly opening: DisputableOpening };

/** A body that disputes. */
interface Body {
  body: string;
  office?: string;
}

interface HostedDispute extends Subject {
  /** The entry here that opened it. */
  opened: number;
  /** Entries here by which the same question was raised again while it was open. */
  joined: number[];
  /** The unit that this matter lies with is no side of it, and learns of it from here. */
  isBesideUnit: boolean;
  how: ClosedAs | undefined;
}

/** A question of no fixed kind may be raised again: what was settled was another. */
const NEVER_SETTLED: readonly Question[] = ['other'];
/** What was asked is one question, however often it is answered: the seven days of its talks run from the first contest, and no further answer starts them anew. */
const ONE_AT_A_TIME: readonly Question[] = ['answer'];
/** What a request that is withdrawn, or fulfilled, leaves nobody to ask. */
export const OF_THE_REQUEST: readonly Question[] = ['answer', 'return', 'wrong-unit'];

/** The step by which a dispute is opened. */
type OpeningStep = { seq: number; at: number; by: Entry['by'] };

type HostedStep = OpeningStep & { [Name in keyof HostedFacts]: { type: Name; facts: HostedFacts[Name] } }[keyof HostedFacts];

/**
 * 三(四), on the side of the matter in dispute: any of its questions, at any time before it is closed, and no clock of it stops. One dispute is
 * open on a question at a time, and none on what was settled.
 */
export class HostedDisputes {
  private readonly disputes: HostedDispute[] = [];

  constructor(
    private readonly file: DisputableFile,
    /** Matters of older revisions go on as they began. */
    private readonly isDisputable: boolean,
  ) {}

  /** What is offered at an open stage, disputes included. */
  offer<Name extends string>(offered: Readonly<Partial<Record<Side, readonly Name[]>>>): Readonly<Partial<Record<Side, readonly (Name | keyof HostedFacts)[]>>> {
    return this.isDisputable ? withDisputes(offered) : offered;
  }

  judge(command: CommandMessage): Refusal | undefined {
    switch (command.name) {
      case 'open-dispute':
        return this.judgeOpening(command.by.side, command.facts as HostedFacts['open-dispute'], command.receivedAt);
      case 'dispute-ended':
      case 'apply-proposal':
        return this.disputes.some(({ opened }) => opened === command.facts['opened']) ? undefined : { code: 'no-such-dispute' };
      default:
        return undefined;
    }
  }

  /** What happens of disputes in a matter on which the committee can propose a new term. */
  take(step: HostedStep): undefined {
    switch (step.type) {
      case 'open-dispute':
        return void this.takeOpening(step);
      case 'dispute-ended':
        return void this.takeEnd(step.facts);
      case 'apply-proposal':
        return void this.applyProposal(step.facts);
    }
  }

  /** Somebody opens a dispute by name. */
  takeOpening(step: OpeningStep & { facts: HostedFacts['open-dispute'] }): void {
    const { by, at, facts } = step;
    const { respondent, words } = facts;
    const side = by.side === 'court' ? 'court' : 'unit';
    this.open(step, { opener: this.ownBody(side), respondent: findBody(respondent, at) ?? this.ownBody(side === 'court' ? 'unit' : 'court') }, subjectOf(facts), words);
  }

  /** What one side did is itself a dispute: it opens one, or joins the one that is open on that question; none where it was settled. */
  openBy(side: 'court' | 'unit', step: OpeningStep & { facts: { words?: SealedReference } }, subject: Subject): void {
    if (!this.isDisputable) return;
    const standing = this.find(subject);
    if (standing?.how === undefined) standing?.joined.push(step.seq);
    if (!standing) this.open(step, { opener: this.ownBody(side), respondent: this.ownBody(side === 'court' ? 'unit' : 'court') }, subject, step.facts.words);
  }

  takeEnd({ opened, question, how }: HostedFacts['dispute-ended']): void {
    const ended = this.disputes.find((candidate) => candidate.opened === opened);
    if (!ended) return;
    ended.how = how;
    if (ended.isBesideUnit) this.file.tell('unit.liaison', 'dispute-ended', { params: { question, how } });
  }

  /** What happened here has answered these questions: disputes on them end. */
  settle(questions: readonly Question[], how: 'agreed' | 'withdrawn'): void {
    for (const open of this.disputes) {
      const number = this.numberOf(open);
      if (open.how !== undefined || !questions.includes(open.question) || number === undefined) continue;
      this.file.command({ key: `settle-dispute:${open.opened}`, matter: number, name: 'settle-dispute', facts: { how } });
    }
  }

  /**
   * The court has accepted what the committee proposed, in a matter that takes a new term on any of the unit's clocks. Another unit is asked by the court
   * itself: what the police have begun with a person, a vehicle or violence does not pass to another by itself.
   */
  private applyProposal({ opened, proposal }: HostedFacts['apply-proposal']): void {
    if (proposal.kind !== 'new-term') return;
    const named = this.subjectOf(opened)?.term;
    const ofUnit = this.file.runningTerms.filter(({ side }) => side === 'unit').sort((one, other) => one.dueAt - other.dueAt);
    const term = ofUnit.find(({ id }) => id === named) ?? ofUnit[0];
    if (term) grantDays(this.file, term.id, proposal.workingDays);
  }

  /** What the dispute is about that an entry here opened. */
  subjectOf(opened: number): Subject | undefined {
    return this.disputes.find((candidate) => candidate.opened === opened);
  }

  /** Each dispute, where it was opened and how it ended. Its number stands among the links, under the entry that opened it. */
  particulars(): Readonly<Record<string, unknown>> {
    if (this.disputes.length === 0) return {};
    const disputes = this.disputes.map((one) => ({ ...subjectOf(one), opened: one.opened, ...(one.joined.length > 0 ? { joined: one.joined } : {}), state: one.how ?? 'open' }));
    return { disputes };
  }

  private judgeOpening(side: Side | undefined, facts: HostedFacts['open-dispute'], at: number): Refusal | undefined {
    const { entry, term, respondent } = facts;
    if (entry !== undefined && !this.file.entry(entry)) return { code: 'no-such-entry' };
    if (term !== undefined && !this.file.term(term)) return { code: 'unknown-term' };
    const standing = this.find(facts);
    if (standing) return { code: standing.how === undefined ? 'dispute-open-already' : 'question-settled', details: { opened: standing.opened, ...this.numbered(standing) } };
    if (respondent === undefined) return undefined;
    const body = findBody(respondent, at);
    if (!body) return { code: 'unknown-body', details: { respondent } };
    return this.isFitRespondent(side, body) ? undefined : { code: 'respondent-does-not-fit', details: { respondent } };
  }

  /** The other side of this matter; for a court another court, for a unit another unit. */
  private isFitRespondent(side: Side | undefined, respondent: Body): boolean {
    const own = this.ownBody(side === 'court' ? 'court' : 'unit');
    const other = this.ownBody(side === 'court' ? 'unit' : 'court');
    if (isSame(respondent, own)) return false;
    return isSame(respondent, other) || (findCourt(respondent.body) !== undefined) === (side === 'court');
  }

  private open({ seq, at, by }: OpeningStep, { opener, respondent }: { opener: Body; respondent: Body }, subject: Subject, words: SealedReference | undefined): void {
    const { kind, court, unit, office, ruleSet, caseNumber, advisoryTargets } = this.file.opening;
    const isBesideUnit = ![opener, respondent].some((side) => isSame(side, this.ownBody('unit')));
    this.disputes.push({ ...subject, opened: seq, joined: [], isBesideUnit, how: undefined });
    const isCourtsOwn = opener.body === court || respondent.body === court;
    const opening: Omit<Opening, 'origin'> = {
      procedure: 'dispute',
      revision: REVISION,
      kind: 'dispute',
      court,
      unit,
      ...(office === undefined ? {} : { office }),
      ruleSet,
      caseNumber,
      disputedKind: kind,
      // What the clock opens begins when it is really made; what somebody did counts from when that came in.
      ...(by.kind === 'clock' ? {} : { raisedAt: at }),
      ...subject,
      parties: [...disputing('opener', opener), ...disputing('respondent', respondent), ...(isCourtsOwn ? [] : [{ side: 'court', body: court, relation: 'requesting-court' } as const])],
      ...(advisoryTargets ? { advisoryTargets } : {}),
      ...(words ? { words } : {}),
    };
    this.file.open({ key: keyOf(seq), as: 'dispute', procedure: 'dispute', opening });
    if (isBesideUnit) this.file.tell('unit.liaison', 'dispute-opened', { params: { question: subject.question } });
  }

  /** The dispute that stands in the way of another on the same question. */
  private find({ question, entry, term }: Subject): HostedDispute | undefined {
    const openOn = ONE_AT_A_TIME.includes(question) ? this.disputes.find((one) => one.question === question && one.how === undefined) : undefined;
    if (openOn) return openOn;
    const same = this.disputes.filter((one) => one.question === question && one.entry === entry && one.term === term);
    return same.find(({ how }) => how === undefined) ?? same.find(({ how }) => how !== 'withdrawn' && !NEVER_SETTLED.includes(question));
  }

  private numberOf({ opened }: { opened: number }): string | undefined {
    return this.file.links.find(({ key }) => key === keyOf(opened))?.matter;
  }

  private numbered(dispute: HostedDispute): { matter?: string } {
    const matter = this.numberOf(dispute);
    return matter === undefined ? {} : { matter };
  }

  private ownBody(side: 'court' | 'unit'): Body {
    const { court, unit, office } = this.file.opening;
    return side === 'court' ? { body: court } : bodyAt(unit, office);
  }
}

function keyOf(opened: number): string {
  return `dispute:${opened}`;
}

function subjectOf({ question, entry, term }: Subject): Subject {
  return { question, ...(entry === undefined ? {} : { entry }), ...(term === undefined ? {} : { term }) };
}

/** A unit's office disputes together with the unit, whose fixed liaison all dealings go through (三(二)). */
function disputing(side: 'opener' | 'respondent', { body, office }: Body): Party[] {
  const unit: Party = { side, body, relation: 'disputing-party' };
  return office === undefined ? [unit] : [{ ...unit, office }, unit];
}

/** The committee coordinates; it is no side. */
const NO_SIDES: readonly string[] = ['committee'];

/** A court, a unit or a local office by its id. */
function findBody(id: string | undefined, at: number): Body | undefined {
  if (id === undefined) return undefined;
  if (findCourt(id)) return { body: id };
  const on = dayOf(at);
  const office = findOffice(id, on);
  const unit = findUnit(office?.unit ?? id, on);
  return unit && !NO_SIDES.includes(unit.id) && !findCourt(unit.id) ? bodyAt(unit.id, office?.id) : undefined;
}

/** The city office is the unit itself. */
function bodyAt(unit: string, office: string | undefined): Body {
  const local = localOffice(unit, office);
  return { body: unit, ...(local === null ? {} : { office: local }) };
}

function isSame(one: Body, other: Body): boolean {
  return one.body === other.body && one.office === other.office;
}
