import { CRIME_IDS } from '../../domain/standing-instructions/standing-instruction';
import type { CrimeReferral, Opening } from '../../matters/crime-referral';
import type { FilingOversight, Opening as OversightOpening } from '../../matters/filing-oversight';
import { type Actor, type Entry, type Side, THE_STANDING_INSTRUCTION } from '../../matters/ledger';
import { MemoryMatter, type MemoryRegister } from '../../workflows/case-file/in-memory';
import type { Procedure } from '../../workflows/case-file/run-procedure';
import type { Shape } from '../../workflows/case-file/shape';
import { CRIME_REFERRAL, FILING_OVERSIGHT } from '../../workflows/procedures';
import { at, CALENDARS, command, COURT_OFFICER, openingFacts } from './assistance-request';

export const REFERRAL = 'CR-2026-000001';
export const OVERSIGHT = 'FO-2026-000001';
const WORDS = { ref: '00000000-0000-4000-8000-000000000000', digest: 'sha256:x' };

const POLICE_OFFICER: Actor = { kind: 'officer', id: 'desk-of-the-police', body: 'police', side: 'police', role: 'desk-officer' };
const PROSECUTOR: Actor = { kind: 'officer', id: 'prosecutor', body: 'procuratorate', side: 'procuratorate', role: 'prosecutor' };
const OF_MATTER = (id: string): Actor => ({ kind: 'matter', id, body: '', side: 'matter' });

export const INSTRUCTION = { id: 'si-yuncheng', version: 3, status: 'confirmed', judge: 'judge-1', crimes: CRIME_IDS, validFrom: '2026-01-01' } as const;

/** A referral as the court of Yuncheng makes it, of a crime that happened there, without its words. */
export function referralFacts(over: Partial<Opening> = {}): Omit<Opening, 'words'> {
  const facts = openingFacts({ kind: 'police.crime-referral', dataItems: [], office: 'police.yuncheng', papers: [{ paper: 'evidence-volume', courtSeal: true }, { paper: 'evidence-catalogue', courtSeal: true }] });
  return {
    ...facts,
    procedure: 'crime-referral',
    revision: 2,
    crime: 'refusal-to-perform',
    placeOfCrime: 'yuncheng',
    parties: [
      { side: 'court', body: 'court.yuncheng', relation: 'requesting-court' },
      { side: 'police', body: 'police', office: 'police.yuncheng', relation: 'assisting-unit' },
    ],
    standingInstruction: INSTRUCTION,
    ...over,
  };
}

/** An oversight as the referral opens it. */
export function oversightFacts(over: Partial<OversightOpening> = {}): OversightOpening {
  const { court, ruleSet, caseNumber, crime, parties } = referralFacts();
  return {
    procedure: 'filing-oversight',
    revision: 2,
    kind: 'filing-oversight',
    court,
    unit: 'procuratorate',
    office: 'procuratorate.yuncheng',
    ruleSet,
    caseNumber,
    parties: [...parties, { side: 'procuratorate', body: 'procuratorate', office: 'procuratorate.yuncheng', relation: 'supervising-procuratorate' }],
    crime,
    how: 'by-court',
    ground: 'conditions-met',
    refusal: 5,
    origin: { matter: REFERRAL, seq: 7, as: 'filing-oversight' },
    ...over,
  };
}

export function officerOf(side: Side): Actor {
  if (side === 'matter') return OF_MATTER(OVERSIGHT);
  if (side === 'procuratorate') return PROSECUTOR;
  return side === 'court' ? COURT_OFFICER : POLICE_OFFICER;
}

/** A matter of a suspected crime run in memory. */
export class CrimeInMemory<S extends Shape> extends MemoryMatter<S> {
  /** Moves the clock to the instant and gives the command there. */
  async act(side: Side, name: string, instant: string, facts: Record<string, unknown> = {}, by: Actor = officerOf(side)) {
    await this.advanceTo(at(instant) - 1);
    return this.send(command(side, name, instant, facts, { by }));
  }

  /** The platform itself says something. */
  async say(name: string, instant: string, facts: Record<string, unknown>, by: Actor = THE_STANDING_INSTRUCTION) {
    await this.advanceTo(at(instant) - 1);
    return this.send(command('court', name, instant, facts, { by }));
  }

  /** The oversight says its number to the referral that opened it. */
  async link(key: string, instant: string) {
    return this.act('matter', 'linked', instant, { matter: OVERSIGHT, as: 'filing-oversight', key });
  }

  types(): string[] {
    return this.register.ledger.map((entry) => (typeof entry.facts['rung'] === 'string' ? `${entry.type} ${entry.facts['rung']}` : entry.type));
  }

  term(id: string) {
    return this.position?.terms.find((term) => term.id === id);
  }

  entry(type: string): Entry | undefined {
    return this.register.ledger.filter((entry) => entry.type === type).at(-1);
  }

  /** Whom a step told, of the last entry or of the last of a type. */
  told(type?: string): string[] {
    const seq = type === undefined ? this.register.ledger.length : this.entry(type)?.seq;
    const step = this.register.steps.find((candidate) => candidate.position.seq === seq);
    return (step?.tells ?? []).map(({ audience, message, urgency, isRinging }) => `${audience} ${message}${urgency === 'urgent' ? '!' : ''}${isRinging ? '!' : ''}`);
  }

  opened() {
    return this.register.steps.flatMap(({ openings }) => openings);
  }

  sent() {
    return this.register.steps.flatMap(({ outgoing }) => outgoing).map(({ matter, name, facts }) => ({ matter, name, facts }));
  }
}

async function begin<S extends Shape>(procedure: Procedure<S>, matter: string, openedAt: string, by: Actor, facts: Record<string, unknown>, register?: MemoryRegister): Promise<CrimeInMemory<S>> {
  const opening: Entry = { seq: 1, key: 'opening', type: 'open-request', by, receivedAt: at(openedAt), recordedAt: at(openedAt), facts: { words: WORDS, ...facts } };
  const crime = new CrimeInMemory<S>(procedure, { matter, ledger: [opening], ...CALENDARS }, at(openedAt), register);
  await crime.start();
  return crime;
}

export function openReferral(openedAt: string, over: Partial<Opening> = {}): Promise<CrimeInMemory<CrimeReferral>> {
  return begin(CRIME_REFERRAL, REFERRAL, openedAt, COURT_OFFICER, referralFacts(over));
}

export function openOversight(openedAt: string, over: Partial<OversightOpening> = {}): Promise<CrimeInMemory<FilingOversight>> {
  return begin(FILING_OVERSIGHT, OVERSIGHT, openedAt, OF_MATTER(REFERRAL), oversightFacts(over));
}
