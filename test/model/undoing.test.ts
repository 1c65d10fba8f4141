import * as fc from 'fast-check';
import type { Actor } from '../../matters/ledger';
import { at, command, deskOfficerOf, RequestInMemory } from '../factories/assistance-request';
import { testInMemory } from './describe-model';
import { playMinuteByMinute } from './minute-by-minute';

/**
 * Withdrawal told a second time: written from the rules with none of the code in workflows/. Sequences last less than a
 * working day, so that no alarm comes between.
 */
const KINDS = {
  'land.seal': { undone: 'by-request', papers: ['ruling', 'enforcement-notice'] },
  'commerce.freeze-notice': { undone: 'by-request', papers: ['ruling', 'publication-notice'] },
  'police.vehicle-seal': { undone: 'on-papers', papers: ['ruling', 'enforcement-notice'] },
  'state-assets.restriction': { undone: 'by-word', papers: ['court-letter'] },
  'central-bank.credit-record': { undone: 'by-word', papers: ['court-notice'] },
  'justice.query': { undone: 'nothing', papers: [] },
} as const;
type ModelKind = keyof typeof KINDS;

const COMMANDS = ['record-delivery', 'sign-receipt', 'done', 'not-done', 'contest-answer', 'withdraw', 'withdraw', 'taken', 'not-taken', 'confirm-undone', 'ask-for-papers', 'send-papers', 'undone', 'not-undone'] as const;
type ModelCommand = (typeof COMMANDS)[number];
/** What is told before the sequence, so that many sequences come to the undoing. */
const PROLOGUES: readonly (readonly ModelCommand[])[] = [[], ['sign-receipt'], ['done'], ['done', 'withdraw'], ['sign-receipt', 'withdraw'], ['not-done', 'contest-answer']];

class UndoingModel {
  private isReceived = false;
  private answer: 'none' | 'answered' | 'contested' = 'none';
  private owed: 'statement' | 'papers' | 'confirmation' | 'request' | undefined;
  private arePapersSent = false;
  measure: 'none' | 'in-force' | 'lifting' | 'lifted' = 'none';
  requests = 0;
  isClosed = false;

  constructor(
    private readonly kind: ModelKind,
    private isDelivered: boolean,
  ) {}

  get stage(): string {
    if (this.isClosed) return 'closed';
    if (this.owed) return 'undoing';
    if (this.answer !== 'none') return this.answer;
    if (this.isReceived) return 'awaiting-answer';
    return this.isDelivered ? 'awaiting-receipt' : 'awaiting-delivery';
  }

  /** Whether the command is taken, and what it changes. */
  give(name: ModelCommand): boolean {
    if (this.isClosed) return false;
    return this.owed ? this.giveAfterWithdrawal(name) : this.giveBefore(name);
  }

  private giveBefore(name: ModelCommand): boolean {
    const { undone } = KINDS[this.kind];
    switch (name) {
      case 'record-delivery':
        if (this.stage !== 'awaiting-delivery') return false;
        return (this.isDelivered = true);
      case 'sign-receipt':
        if (this.isReceived) return false;
        return (this.isReceived = true);
      case 'done':
      case 'not-done':
        if (this.answer === 'answered') return false;
        if (name === 'done' && undone !== 'nothing') this.measure = 'in-force';
        // What was published stays published.
        else if (this.measure === 'in-force' && this.kind !== 'commerce.freeze-notice') this.measure = 'lifted';
        this.isReceived = true;
        this.answer = 'answered';
        return true;
      case 'contest-answer':
        if (this.answer !== 'answered') return false;
        this.answer = 'contested';
        return true;
      case 'withdraw':
        if (this.measure === 'in-force') this.undo();
        else if (undone === 'nothing' || this.answer === 'answered' || (!this.isDelivered && !this.isReceived)) this.isClosed = true;
        else this.owed = 'statement';
        return true;
      default:
        return false;
    }
  }

  private giveAfterWithdrawal(name: ModelCommand): boolean {
    switch (name) {
      case 'taken':
        if (this.owed !== 'statement') return false;
        this.undo();
        return true;
      case 'not-taken':
        if (this.owed !== 'statement') return false;
        return this.close(this.measure);
      case 'confirm-undone':
        if (this.owed !== 'confirmation' && !(this.owed === 'papers' && KINDS[this.kind].undone === 'by-word')) return false;
        return this.close('lifted');
      case 'ask-for-papers':
        if (this.owed !== 'confirmation' || this.arePapersSent) return false;
        this.owed = 'papers';
        return true;
      case 'send-papers':
        if ((this.owed !== 'papers' && this.owed !== 'confirmation') || this.arePapersSent) return false;
        this.arePapersSent = true;
        this.owed = 'confirmation';
        return true;
      case 'undone':
        return this.owed === 'request' && this.close('lifted');
      case 'not-undone':
        if (this.owed !== 'request') return false;
        this.requests += 1;
        return true;
      default:
        return false;
    }
  }

  private undo(): void {
    const { undone } = KINDS[this.kind];
    this.measure = 'lifting';
    if (undone === 'by-request') {
      this.owed = 'request';
      this.requests += 1;
    } else this.owed = undone === 'on-papers' ? 'papers' : 'confirmation';
  }

  private close(measure: UndoingModel['measure']): true {
    this.measure = measure;
    this.owed = undefined;
    this.isClosed = true;
    return true;
  }
}

const LINKED: Actor = { kind: 'matter', id: 'AR-2026-000002', body: '', side: 'matter' };
const OPENED = '2026-03-09T09:00';

function commandOf(kind: ModelKind, name: ModelCommand, instant: number) {
  const unit = deskOfficerOf(kind.slice(0, kind.indexOf('.')));
  const answer = (outcome: string) => command('unit', 'answer', instant, { outcome, legalGround: '依据', answerSeal: 'unit', measure: { assets: ['hmac:asset'] } }, { by: unit });
  switch (name) {
    case 'done':
      return answer('done');
    case 'not-done':
      return answer('cannot-be-done');
    case 'taken':
    case 'not-taken':
      return command('unit', 'report-measure', instant, { taken: name === 'taken' }, { by: unit });
    case 'undone':
    case 'not-undone':
      return command('court', 'undone', instant, { measure: 'seal', undone: name === 'undone' }, { by: LINKED });
    case 'record-delivery':
      return command('court', name, instant, { mode: 'post' });
    case 'send-papers':
      return command('court', name, instant, { papers: KINDS[kind].papers.map((paper) => ({ paper, courtSeal: true })) });
    case 'sign-receipt':
    case 'confirm-undone':
    case 'ask-for-papers':
      return command('unit', name, instant, {}, { by: unit });
    default:
      return command('court', name, instant);
  }
}

const sequences = fc.record({
  kind: fc.constantFrom(...(Object.keys(KINDS) as ModelKind[])),
  isElectronic: fc.boolean(),
  prologue: fc.constantFrom(...PROLOGUES),
  commands: fc.array(fc.constantFrom(...COMMANDS), { minLength: 1, maxLength: 14 }),
});

testInMemory(
  'a request is withdrawn exactly when nothing is left in force',
  sequences,
  async ({ kind, isElectronic, prologue, commands }) => {
    const model = new UndoingModel(kind, isElectronic);
    const request = await RequestInMemory.open(OPENED, { kind, revision: 2, serviceMode: isElectronic ? 'electronic' : 'post' });
    const compare = (name: ModelCommand, status: string): boolean => {
      expect([name, status]).toEqual([name, model.give(name) ? 'accepted' : 'refused']);
      expect([name, request.position?.stage]).toEqual([name, model.stage]);
      expect([name, request.position?.measures?.[0]?.state ?? 'none']).toEqual([name, model.measure]);
      return model.isClosed;
    };
    await playMinuteByMinute(request, { openedAt: at(OPENED), names: [...prologue, ...commands], commandAt: (name, instant) => commandOf(kind, name, instant), compare });
    expect(request.register.steps.flatMap(({ openings }) => openings).filter(({ as }) => as === 'undoing')).toHaveLength(model.requests);
    if (model.isClosed) {
      expect(request.position?.closedAs).toBe('withdrawn');
      expect(['none', 'lifted']).toContain(model.measure);
    }
    return model.isClosed && model.measure === 'lifted' ? 1 : 0;
  },
  { usualRuns: 1_000, happeningsEach: 1 / 40 },
);
