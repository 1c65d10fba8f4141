import * as fc from 'fast-check';
import { at, command, deskOfficerOf, RequestInMemory } from '../factories/assistance-request';
import { testInMemory } from './describe-model';
import { MINUTE_MS, playMinuteByMinute } from './minute-by-minute';

/**
 * Publication and service of the ruling (四.17) told a second time: written from the rules with none of the code in workflows/. Sequences last less than
 * a working day, so that no alarm comes between.
 */
const KINDS = {
  'commerce.freeze-notice': { acts: ['publish'], groups: [['debtor'], ['company']] },
  'commerce.unfreeze-notice': { acts: ['publish'], groups: [['applicant'], ['debtor']] },
  'commerce.equity-transfer': { acts: ['register', 'publish'], groups: [['transferee'], ['debtor', 'company']] },
} as const;
type ModelKind = keyof typeof KINDS;
type Act = 'register' | 'publish';

const COMMANDS = ['sign-receipt', 'done', 'not-done', 'contest-answer', 'accept-answer', 'accept-answer', 'publish-notice', 'register', 'correct-notice', 'withdraw-notice', 'serve-applicant', 'serve-debtor', 'serve-company', 'serve-transferee'] as const;
type ModelCommand = (typeof COMMANDS)[number];
const PROLOGUES: readonly (readonly ModelCommand[])[] = [[], ['sign-receipt'], ['sign-receipt', 'publish-notice'], ['done'], ['done', 'accept-answer'], ['not-done', 'contest-answer'], ['serve-debtor', 'done']];

class PublicationModel {
  private isReceived = false;
  private answer: 'none' | 'answered' | 'contested' | 'accepted' = 'none';
  private isDone = false;
  private readonly acts: Partial<Record<Act, 'owed' | 'done' | 'released'>> = {};
  private readonly served = new Set<string>();
  notice: 'none' | 'published' | 'withdrawn' = 'none';
  corrections = 0;
  isClosed = false;

  constructor(private readonly kind: ModelKind) {}

  get stage(): string {
    if (this.isClosed) return 'closed';
    if (this.answer === 'accepted') return this.isOwed ? 'awaiting-act' : 'awaiting-service';
    if (this.answer !== 'none') return this.answer;
    return this.isReceived ? 'awaiting-answer' : 'awaiting-receipt';
  }

  /** Whom the court still owes word. */
  get unserved(): number {
    if (this.isClosed && !this.isDone && !this.hasActed) return 0;
    return KINDS[this.kind].groups.filter((group) => !group.some((party) => this.served.has(party))).length;
  }

  /** Whether the command is taken, and what it changes. */
  give(name: ModelCommand): boolean {
    if (this.isClosed || !this.take(name)) return false;
    this.isClosed = this.answer === 'accepted' && !this.isOwed && (this.unserved === 0 || (!this.isDone && !this.hasActed));
    return true;
  }

  private take(name: ModelCommand): boolean {
    switch (name) {
      case 'sign-receipt':
        return !this.isReceived && this.receive();
      case 'done':
      case 'not-done':
        return this.answerAs(name === 'done');
      case 'contest-answer':
        if (this.answer !== 'answered') return false;
        this.answer = 'contested';
        for (const act of ['register', 'publish'] as const) if (this.acts[act] === 'released') this.acts[act] = 'owed';
        return true;
      case 'accept-answer':
        if (this.answer !== 'answered' && this.answer !== 'contested') return false;
        this.answer = 'accepted';
        return true;
      case 'publish-notice':
        return this.isReceived && this.notice === 'none' && this.stage !== 'awaiting-service' && this.publish();
      case 'register':
        if (!this.isReceived || !this.isTransfer || this.acts.register === 'done' || this.stage === 'awaiting-service') return false;
        return this.record('register');
      case 'correct-notice':
        if (this.notice !== 'published') return false;
        this.corrections += 1;
        return true;
      case 'withdraw-notice':
        if (this.notice !== 'published') return false;
        this.notice = 'withdrawn';
        return true;
      default:
        return this.serve(name.slice('serve-'.length));
    }
  }

  private get isTransfer(): boolean {
    return this.kind === 'commerce.equity-transfer';
  }

  private get isOwed(): boolean {
    return Object.values(this.acts).includes('owed');
  }

  private get hasActed(): boolean {
    return Object.values(this.acts).includes('done');
  }

  private receive(): true {
    this.isReceived = true;
    this.acts[this.isTransfer ? 'register' : 'publish'] = 'owed';
    return true;
  }

  private answerAs(isDone: boolean): boolean {
    if (this.answer === 'answered' || this.answer === 'accepted') return false;
    if (!this.isReceived) this.receive();
    this.answer = 'answered';
    this.isDone = isDone;
    if (isDone) {
      if (this.isTransfer) this.record('register');
      // To answer that it is done is to have published it.
      else if (this.notice === 'none') this.publish();
    } else for (const act of ['register', 'publish'] as const) if (this.acts[act] === 'owed') this.acts[act] = 'released';
    return true;
  }

  private publish(): true {
    if (this.isTransfer) this.record('register');
    this.notice = 'published';
    return this.record('publish');
  }

  private record(act: Act): true {
    if (this.acts[act] === 'done') return true;
    this.acts[act] = 'done';
    if (act === 'register' && this.acts.publish !== 'done') this.acts.publish = 'owed';
    return true;
  }

  private serve(party: string): boolean {
    if (this.served.has(party) || !KINDS[this.kind].groups.some((group) => (group as readonly string[]).includes(party))) return false;
    this.served.add(party);
    return true;
  }
}

const OPENED = '2026-03-09T09:00';
const CONTENT = { publication: { assets: ['hmac:company'] }, measure: { assets: ['hmac:company'] } };

function commandOf(kind: ModelKind, name: ModelCommand, instant: number) {
  const by = { by: deskOfficerOf('commerce') };
  switch (name) {
    case 'done':
      return command('unit', 'answer', instant, { outcome: 'done', answerSeal: 'unit', ...(kind === 'commerce.equity-transfer' ? {} : CONTENT) }, by);
    case 'not-done':
      return command('unit', 'answer', instant, { outcome: 'cannot-be-done', hasLegalGround: true, answerSeal: 'unit' }, by);
    case 'register':
      return command('unit', 'record-act', instant, { act: 'register' }, by);
    case 'sign-receipt':
      return command('unit', name, instant, {}, by);
    case 'publish-notice':
      return command('unit', name, instant, CONTENT, by);
    case 'correct-notice':
      return command('unit', name, instant, { ground: 'clerical-error', ...CONTENT }, by);
    case 'withdraw-notice':
      return command('court', name, instant, { ground: 'published-in-error' });
    case 'contest-answer':
    case 'accept-answer':
      return command('court', name, instant);
    default:
      return command('court', 'record-service', instant, { on: name.slice('serve-'.length), servedAt: instant - MINUTE_MS, mode: 'in-person' });
  }
}

const sequences = fc.record({
  kind: fc.constantFrom(...(Object.keys(KINDS) as ModelKind[])),
  prologue: fc.constantFrom(...PROLOGUES),
  commands: fc.array(fc.constantFrom(...COMMANDS), { minLength: 1, maxLength: 18 }),
});

testInMemory(
  'one notice is published at most, and a request closes exactly when it is published and everybody is served',
  sequences,
  async ({ kind, prologue, commands }) => {
    const model = new PublicationModel(kind);
    const request = await RequestInMemory.open(OPENED, { kind, revision: 3 });
    const compare = (name: ModelCommand, status: string): boolean => {
      expect([name, status]).toEqual([name, model.give(name) ? 'accepted' : 'refused']);
      const { stage, publication, measures, particulars } = request.position ?? {};
      expect([name, stage]).toEqual([name, model.stage]);
      expect([name, publication?.state ?? 'none', publication?.corrections.length ?? 0]).toEqual([name, model.notice, model.corrections]);
      expect([name, (particulars?.['service'] as { owed: unknown[] }).owed.length]).toEqual([name, model.unserved]);
      expect([name, measures?.[0]?.state]).toEqual([name, kind === 'commerce.freeze-notice' && model.notice !== 'none' ? 'in-force' : undefined]);
      return model.isClosed;
    };
    await playMinuteByMinute(request, { openedAt: at(OPENED), names: [...prologue, ...commands], commandAt: (name, instant) => commandOf(kind, name, instant), compare });
    return model.isClosed ? 1 : 0;
  },
  { usualRuns: 1_000, happeningsEach: 1 / 40 },
);
