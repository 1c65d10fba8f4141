import { judgeCorrection } from '../../matters/after-closing';
import type { AssistanceRequest, CommandFacts } from '../../matters/assistance-request';
import type { Actor, CommandMessage, Side } from '../../matters/ledger';
import type { MessageCode } from '../../matters/messages-to-people';
import type { BreachView } from '../../matters/position';
import type { CaseFile } from '../case-file/case-file';
import type { Refusal, Shape, Step } from '../case-file/shape';

interface DelayNotice {
  seq: number;
  at: number;
  /** Who could not finish in time. */
  side: Side;
  stance: 'silent' | 'accepted' | 'contested';
}

type ExchangeStep = Extract<Step<AssistanceRequest>, { type: 'give-delay-notice' | 'reply-to-delay-notice' | 'raise-query' | 'reply-to-query' | 'correct' | 'acknowledge-correction' }>;

const EXPLAINED = { silent: 'notice-unanswered', accepted: 'notice-accepted', contested: 'notice-contested' } as const;

/** What the two sides write to each other on the way, which moves no date: delay notices, queries 疑议, corrections. */
export class Exchange {
  private readonly notices: DelayNotice[] = [];
  /** Who raised each. */
  private readonly openQueries = new Map<number, Side>();
  /** Who has yet to confirm each. */
  private readonly corrections = new Map<number, { by: Side; open: readonly Side[] }>();

  constructor(
    private readonly file: Pick<CaseFile<Shape>, 'tell' | 'entries'>,
    /** Who is asked for something, beside the court that asks. */
    private readonly asked: readonly Side[] = ['unit'],
  ) {}

  get isQueried(): boolean {
    return this.openQueries.size > 0;
  }

  take(step: ExchangeStep): undefined {
    switch (step.type) {
      case 'give-delay-notice':
        return void this.giveDelayNotice(step);
      case 'reply-to-delay-notice':
        return void this.replyToDelayNotice(step.facts);
      case 'raise-query':
        return void this.raiseQuery(step);
      case 'reply-to-query':
        return void this.replyToQuery(step.facts.query);
      case 'correct':
        return void this.correct(step);
      case 'acknowledge-correction':
        return void this.acknowledgeCorrection(step);
    }
  }

  private giveDelayNotice({ seq, at, by }: ExchangeStep): void {
    const side = sideOf(by);
    this.notices.push({ seq, at, side, stance: 'silent' });
    this.tellOthers(side, 'delay-notice-given');
    this.file.tell(`${side}.liaison`, 'delay-notice-given');
  }

  private replyToDelayNotice({ notice: seq, stance }: CommandFacts['reply-to-delay-notice']): void {
    const notice = this.notices.find((candidate) => candidate.seq === seq);
    if (!notice) return;
    notice.stance = stance;
    for (const post of ['desk', 'liaison'] as const) this.file.tell(`${notice.side}.${post}`, 'delay-notice-replied', { params: { stance } });
  }

  /** A breach is explained by a notice that whoever owed gave before it, on the papers that its term followed from. */
  explanationAt(at: number, servedAt: number, side: Side = 'unit'): BreachView['explanation'] {
    const notice = this.notices.filter((candidate) => candidate.side === side && candidate.at >= servedAt && candidate.at < at).at(-1);
    return notice ? EXPLAINED[notice.stance] : 'none';
  }

  private raiseQuery({ seq, by }: ExchangeStep): void {
    const side = sideOf(by);
    this.openQueries.set(seq, side);
    this.file.tell('court.officer', 'query-raised');
    this.file.tell(`${side}.liaison`, 'query-raised');
  }

  private replyToQuery(query: number): void {
    const side = this.openQueries.get(query);
    if (side === undefined) return;
    this.openQueries.delete(query);
    for (const post of ['desk', 'liaison'] as const) this.file.tell(`${side}.${post}`, 'query-replied');
  }

  private correct({ seq, by }: ExchangeStep): void {
    const side = sideOf(by);
    this.corrections.set(seq, { by: side, open: this.othersThan(side) });
    this.tellOthers(side, 'corrected');
  }

  /** Each of the others confirms for itself what it has done on the old words. */
  private acknowledgeCorrection({ by, facts }: Extract<ExchangeStep, { type: 'acknowledge-correction' }>): void {
    const correction = this.corrections.get(facts.correction);
    const side = sideOf(by);
    const open = correction?.open.filter((other) => other !== side) ?? [];
    if (correction && open.length > 0) this.corrections.set(facts.correction, { ...correction, open });
    else this.corrections.delete(facts.correction);
    this.tellOthers(side, 'correction-acknowledged', correction && [correction.by]);
  }

  private othersThan(side: Side): Side[] {
    return (['court', ...this.asked] as const).filter((other) => other !== side);
  }

  private tellOthers(side: Side, message: MessageCode, whom: readonly Side[] = this.othersThan(side)): void {
    for (const other of whom) this.file.tell(other === 'court' ? 'court.officer' : `${other}.desk`, message);
  }

  /** There is nothing to reply to or to confirm. */
  isIdle(side: Side, name: string): boolean {
    switch (name) {
      case 'reply-to-query':
        return !this.isQueried;
      case 'reply-to-delay-notice':
        return !this.notices.some(({ stance }) => stance === 'silent');
      case 'acknowledge-correction':
        return ![...this.corrections.values()].some(({ open }) => open.includes(side));
      default:
        return false;
    }
  }

  judge(command: CommandMessage): Refusal | undefined {
    switch (command.name) {
      case 'reply-to-query':
        return this.openQueries.has((command.facts as CommandFacts['reply-to-query']).query) ? undefined : { code: 'no-such-query' };
      case 'reply-to-delay-notice':
        return this.notices.some(({ seq, stance }) => seq === (command.facts as CommandFacts['reply-to-delay-notice']).notice && stance === 'silent') ? undefined : { code: 'no-such-notice' };
      case 'correct':
        return judgeCorrection(this.file.entries, command);
      case 'acknowledge-correction': {
        const correction = this.corrections.get((command.facts as CommandFacts['acknowledge-correction']).correction);
        if (correction?.by === command.by.side) return { code: 'confirmed-by-the-other-side' };
        return correction?.open.some((side) => side === command.by.side) ? undefined : { code: 'no-such-correction' };
      }
      default:
        return undefined;
    }
  }

  particulars(): Readonly<Record<string, unknown>> {
    return {
      openQueries: [...this.openQueries.keys()],
      openCorrections: [...this.corrections.keys()],
      delayNotices: this.notices.map(({ seq, stance }) => ({ seq, stance })),
    };
  }
}

/** Nobody without a side is let write. */
function sideOf({ side = 'unit' }: Actor): Side {
  return side;
}
