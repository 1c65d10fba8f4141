import type { z } from 'zod';
import type { CommandName } from '../../contract/commands';
import type { matterView } from '../../contract/matters';
import type { SealView } from '../../matters/seal-queue';
import type { RuleSetId } from '../../domain/rule-sets';
import type { Json } from './person';

export type MatterView = z.output<typeof matterView>;

/** What a story can look at while it is played. Matters bear the story's own short names. */
export interface Stage {
  matter(name: string): Promise<MatterView>;
  /** The matters that were opened at once under one name. */
  crowd(name: string): Promise<MatterView[]>;
  /** What was answered to an act that keeps its answer. */
  kept(name: string): Json;
  /** In which state each measure is that the matter put in force. */
  measures(name: string): Promise<string[]>;
  /** Papers that somebody's own body had written in a matter: number and how many versions. */
  papers(username: string, name: string): Promise<{ number: string; versions: number }[]>;
  /** By which entries a matter's documents were carried. */
  documents(name: string): Promise<string[]>;
  /** What the public column shows of a case, newest first: kind and state. */
  column(caseNumber: string): Promise<string[]>;
  /** Messages about a matter that a person finds in the application. */
  told(username: string, name: string): Promise<string[]>;
}

export type Act =
  /** Opens a request, or raises an alarm from the field, and gives it a short name. */
  | { open: string; request: Json | ((stage: Stage) => Promise<Json>); through?: '/requests' | '/alarms'; /** Titles of the evidence that it carries, each in its catalogue. */ evidence?: readonly string[] }
  | {
      on: string;
      command: CommandName;
      body?: Json | ((stage: Stage) => Promise<Json>);
      /** The title of a paper that it carries. */
      carries?: string;
      /** It opens another matter by itself, which the story calls so. */
      opens?: string;
      /** The code with which the platform must refuse it. */
      refused?: string;
    }
  /** Opens so many like requests at once, all signed for; the story calls them by one name. */
  | { openMany: string; count: number; request: Json; signedBy: string }
  /** The same command on all that were opened at once. */
  | { onAll: string; command: CommandName; body: Json }
  /** Anything else that the API offers. What is answered is kept under a name; `{name}` in a path stands for its id, or for a matter's number, and as a value of the body for its id; what it attaches is uploaded first; `opens` names what other matters open because of it. */
  | { asks: 'POST' | 'PUT'; path: string; body?: Json; attaches?: string; keeps?: string; opens?: Readonly<Record<string, string>>; refused?: string };

/** Something that must be so after a scene. */
export interface Expectation {
  what: string;
  /** What is so instead; undefined when it holds. */
  differs(stage: Stage): Promise<string | undefined>;
}

/** A moment of a story: somebody acts, or somebody looks. In the order of time. */
export interface Scene {
  /** 'YYYY-MM-DDTHH:MM' in UTC+8. */
  at: string;
  /** User name; left out when the clock alone is looked at. */
  by?: string;
  does?: Act;
  says: { zh: string; en: string };
  expects?: readonly Expectation[];
}

export interface Story {
  name: string;
  title: { zh: string; en: string };
  /** When it begins, 'YYYY-MM-DDTHH:MM' in UTC+8. */
  from: string;
  /** Under which its matters are opened; left out, the city's own. */
  ruleSet?: RuleSetId;
  scenes: readonly Scene[];
}

/** The last day of a term. */
export function isDue(matter: string, term: string, on: string): Expectation {
  return expectation(`${term} due ${on}`, async (stage) => (await stage.matter(matter)).terms.find(({ id }) => id === term)?.dueOn ?? 'no such term', on);
}

export function isStage(matter: string, stageName: string): Expectation {
  return expectation(stageName, async (stage) => (await stage.matter(matter)).stage, stageName);
}

export function isClosedAs(matter: string, closedAs: string): Expectation {
  return expectation(`closed as ${closedAs}`, async (stage) => (await stage.matter(matter)).closedAs ?? 'open', closedAs);
}

/** The term was met before it ended. */
export function isInTime(matter: string, term: string): Expectation {
  return expectation(`${term} in time`, async (stage) => {
    const view = (await stage.matter(matter)).terms.find(({ id }) => id === term);
    return view === undefined ? 'no such term' : view.state !== 'met' ? view.state : view.lateSince === null ? 'in time' : `late since ${view.lateSince}`;
  }, 'in time');
}

/** The term was met late, by so many working days, for ever. */
export function isLateBy(matter: string, term: string, workingDays: number): Expectation {
  return expectation(`${term} late by ${workingDays} WD`, async (stage) => String((await stage.matter(matter)).terms.find(({ id }) => id === term)?.lateWorkingDays ?? 'not late'), String(workingDays));
}

/** A return ended the term on that working day of so many, for ever. */
export function isReturnedOn(matter: string, term: string, onDay: number, of: number): Expectation {
  return expectation(`${term} returned on day ${onDay} of ${of}`, async (stage) => {
    const returned = (await stage.matter(matter)).terms.find(({ id }) => id === term)?.returned;
    return returned ? `day ${returned.onDay} of ${returned.of}` : 'not returned';
  }, `day ${onDay} of ${of}`);
}

/** The one breach of the matter, and how it is explained. */
export function isBreached(matter: string, explanation: string, restsOnDeemedReceipt = false): Expectation {
  return expectation(
    `breach, ${explanation}`,
    async (stage) => (await stage.matter(matter)).breaches.map((breach) => `${breach.explanation}${breach.restsOnDeemedReceipt ? ', on a deemed receipt' : ''}`).join('; ') || 'no breach',
    `${explanation}${restsOnDeemedReceipt ? ', on a deemed receipt' : ''}`,
  );
}

/** Nothing of the matter was ever late. */
export function isUnbroken(matter: string): Expectation {
  return expectation('no breach', async (stage) => (await stage.matter(matter)).breaches.map(({ term }) => term).join('; ') || 'no breach', 'no breach');
}

/** A breach that rested on a date which the calendar moved, and what became of it. */
export function isListedForAnnulment(matter: string): Expectation {
  return breachIs(matter, 'listed for annulment', ({ isToBeAnnulled, annulled }) => isToBeAnnulled && annulled === null);
}

export function isAnnulled(matter: string, ground: string): Expectation {
  return breachIs(matter, `annulled: ${ground}`, ({ annulled }) => annulled?.ground === ground);
}

function breachIs(matter: string, what: string, isSo: (breach: MatterView['breaches'][number]) => boolean): Expectation {
  return expectation(`breach ${what}`, async (stage) => ((await stage.matter(matter)).breaches.some(isSo) ? what : 'none such'), what);
}

/** The date may still move when a notice is published. */
export function isProvisional(matter: string, provisional: boolean): Expectation {
  return expectation(provisional ? 'provisional' : 'final', async (stage) => ((await stage.matter(matter)).provisional ? 'provisional' : 'final'), provisional ? 'provisional' : 'final');
}

/** All that were opened at once have their answer due on one day. */
export function areAllDue(crowd: string, count: number, on: string): Expectation {
  return expectation(`all ${count} due ${on}`, async (stage) => {
    const dueOn = (await stage.crowd(crowd)).map(({ terms }) => terms.find(({ id }) => id === 'answer')?.dueOn ?? 'no term');
    return dueOn.filter((day) => day === on).length === count ? `all ${count} due ${on}` : [...new Set(dueOn)].join(', ');
  }, `all ${count} due ${on}`);
}

/** Something in what was answered to an act that keeps its answer. */
export function isAnswered(kept: string, field: string, value: string | number): Expectation {
  return expectation(`${field} ${value}`, async (stage) => String(stage.kept(kept)[field]), String(value));
}

/** A rung of a term's ladder was reached. */
export function hasRung(matter: string, rung: string): Expectation {
  return expectation(`rung ${rung}`, async (stage) => ((await stage.matter(matter)).ledger.some(({ facts }) => facts['rung'] === rung) ? rung : 'not reached'), rung);
}

/** Something stands in the ledger with this legal instant, 'YYYY-MM-DDTHH:MM' in UTC+8. */
export function isRecorded(matter: string, type: string, at: string): Expectation {
  return expectation(`${type} at ${at.slice(11)}`, async (stage) => (await stage.matter(matter)).ledger.find((entry) => entry.type === type)?.receivedAt.slice(0, 16) ?? 'not recorded', at);
}

/** In which state the measure is that the matter put in force. */
export function isMeasure(matter: string, state: string): Expectation {
  return expectation(`measure ${state}`, async (stage) => (await stage.measures(matter)).join(', ') || 'none', state);
}

/** The seals in a queue in the order of their numbers: number, state, place, and until when where it has a last day. */
export function areSeals(queue: string, ...expected: string[]): Expectation {
  return expectation(`seals: ${expected.join('; ')}`, async (stage) => {
    const { particulars } = await stage.matter(queue);
    return (particulars['seals'] as SealView[]).map(({ no, state, place, untilOn }) => `${no} ${state}${place === undefined ? '' : ` ${place}`}${untilOn === undefined ? '' : ` until ${untilOn}`}`).join('; ');
  }, expected.join('; '));
}

/** A paper that somebody's own body had written from a template, in so many versions; 'none' and 0 where it had none. */
export function isPaper(username: string, matter: string, number: string, versions: number): Expectation {
  return expectation(`${username}: ${number}, ${versions} versions`, async (stage) => {
    const [paper] = await stage.papers(username, matter);
    return paper ? `${paper.number} ${paper.versions}` : 'none 0';
  }, `${number} ${versions}`);
}

/** A document was carried by an entry of each of these types. */
export function isDocument(matter: string, ...entryTypes: string[]): Expectation {
  return expectation(`documents with ${entryTypes.join(', ')}`, async (stage) => {
    const carriers = await stage.documents(matter);
    return entryTypes.filter((type) => carriers.includes(type)).join(', ');
  }, entryTypes.join(', '));
}

/** What everybody reads of a case in the public column, newest first. */
export function isPublic(caseNumber: string, ...notices: string[]): Expectation {
  const expected = notices.join(', ') || 'nothing';
  return expectation(`public: ${expected}`, async (stage) => (await stage.column(caseNumber)).join(', ') || 'nothing', expected);
}

/** Somebody finds a message about the matter in the application. */
export function isTold(username: string, matter: string, message: string): Expectation {
  return expectation(`${username} told: ${message}`, async (stage) => {
    const messages = await stage.told(username, matter);
    return messages.includes(message) ? message : `told only: ${messages.join(', ') || 'nothing'}`;
  }, message);
}

function expectation(what: string, find: (stage: Stage) => Promise<string>, expected: string): Expectation {
  return {
    what,
    async differs(stage) {
      const found = await find(stage);
      return found === expected ? undefined : found;
    },
  };
}

/** Settings of the API with which a story is played, whatever an operator has set. */
export function settingsOf({ ruleSet }: Story): { LIANDONG_RULE_SET: RuleSetId } {
  return { LIANDONG_RULE_SET: ruleSet ?? 'yunfu-2017' };
}

/** '2026-03-06T09:50' on a clock in China, as commands read it. */
export const at = (instant: string): string => `${instant}:00+08:00`;
