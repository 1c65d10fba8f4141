import { judgeCorrection } from '../../matters/after-closing';
import type { AssistanceRequest, CommandFacts } from '../../matters/assistance-request';
import type { CommandMessage, Side } from '../../matters/ledger';
import type { BreachView } from '../../matters/position';
import type { CaseFile } from '../case-file/case-file';
import type { Refusal, Shape, Step } from '../case-file/shape';

interface DelayNotice {
  seq: number;
  at: number;
  stance: 'silent' | 'accepted' | 'contested';
}

type ExchangeStep = Extract<Step<AssistanceRequest>, { type: 'give-delay-notice' | 'reply-to-delay-notice' | 'raise-query' | 'reply-to-query' | 'correct' | 'acknowledge-correction' }>;

const EXPLAINED = { silent: 'notice-unanswered', accepted: 'notice-accepted', contested: 'notice-contested' } as const;

/** What the two sides write to each other on the way, which moves no date: delay notices, queries 疑议, corrections. */
export class Exchange {
  private readonly notices: DelayNotice[] = [];
  private readonly openQueries = new Set<number>();
  private readonly corrections = new Map<number, { side: Side | undefined }>();

  constructor(private readonly file: Pick<CaseFile<Shape>, 'tell' | 'entries'>) {}

  get isQueried(): boolean {
    return this.openQueries.size > 0;
  }

  take(step: ExchangeStep): undefined {
    switch (step.type) {
      case 'give-delay-notice':
        return void this.giveDelayNotice(step.seq, step.at);
      case 'reply-to-delay-notice':
        return void this.replyToDelayNotice(step.facts);
      case 'raise-query':
        return void this.raiseQuery(step.seq);
      case 'reply-to-query':
        return void this.replyToQuery(step.facts.query);
      case 'correct':
        return void this.correct(step);
      case 'acknowledge-correction':
        return void this.acknowledgeCorrection(step);
    }
  }

  private giveDelayNotice(seq: number, at: number): void {
    this.notices.push({ seq, at, stance: 'silent' });
    this.file.tell('court.officer', 'delay-notice-given');
    this.file.tell('unit.liaison', 'delay-notice-given');
  }

  private replyToDelayNotice({ notice: seq, stance }: CommandFacts['reply-to-delay-notice']): void {
    const notice = this.notices.find((candidate) => candidate.seq === seq);
    if (notice) notice.stance = stance;
    this.file.tell('unit.desk', 'delay-notice-replied', { params: { stance } });
    this.file.tell('unit.liaison', 'delay-notice-replied', { params: { stance } });
  }

  /** A breach is explained by a notice that was given before it, on the papers that its term followed from. */
  explanationAt(at: number, servedAt: number): BreachView['explanation'] {
    const notice = this.notices.filter((candidate) => candidate.at >= servedAt && candidate.at < at).at(-1);
    return notice ? EXPLAINED[notice.stance] : 'none';
  }

  private raiseQuery(seq: number): void {
    this.openQueries.add(seq);
    this.file.tell('court.officer', 'query-raised');
    this.file.tell('unit.liaison', 'query-raised');
  }

  private replyToQuery(query: number): void {
    this.openQueries.delete(query);
    this.file.tell('unit.desk', 'query-replied');
    this.file.tell('unit.liaison', 'query-replied');
  }

  private correct({ seq, by }: Pick<Step<AssistanceRequest>, 'seq' | 'by'>): void {
    this.corrections.set(seq, { side: by.side });
    this.file.tell(by.side === 'court' ? 'unit.desk' : 'court.officer', 'corrected');
  }

  private acknowledgeCorrection({ by, facts }: Extract<ExchangeStep, { type: 'acknowledge-correction' }>): void {
    this.corrections.delete(facts.correction);
    this.file.tell(by.side === 'court' ? 'unit.desk' : 'court.officer', 'correction-acknowledged');
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
        if (!correction) return { code: 'no-such-correction' };
        return correction.side === command.by.side ? { code: 'confirmed-by-the-other-side' } : undefined;
      }
      default:
        return undefined;
    }
  }

  particulars(): Readonly<Record<string, unknown>> {
    return {
      openQueries: [...this.openQueries],
      openCorrections: [...this.corrections.keys()],
      delayNotices: this.notices.map(({ seq, stance }) => ({ seq, stance })),
    };
  }
}
