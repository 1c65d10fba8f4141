import { type Day, dayOf } from '../../domain/calendar/day';
import { calendarDay, CrimeModel, type CrimeSide, type Due, deemedOn, endOf, exchangeOf, workingDay } from './crime-models';
import type { Given } from './match';

const OF_PROCURATORATE = ['sign-request', 'report-first-result', 'demand-reasons', 'notify-to-file', 'find-refusal-right'];

/** rules.md, sections 3.5 and 10: the procuratorate supervises a filing. */
export class OversightModel extends CrimeModel {
  private receipt: 'signed' | 'implied' | 'deemed' | undefined;
  private reached: 'examining' | 'reasons-demanded' | 'reasons-given' | 'notified' = 'examining';
  private hasFirstResult = false;

  constructor(
    openedAt: number,
    private readonly isLatePointer: boolean,
    private readonly isOpinion: boolean,
    private readonly referral: string,
  ) {
    super(openedAt);
  }

  stage(): string {
    return this.receipt ? this.reached : 'awaiting-receipt';
  }

  mayEver(side: CrimeSide): readonly string[] {
    if (side === 'machine') return [];
    if (side === 'matter') return ['referral-filed', 'refusal-joined', 'referral-withdrawn'];
    if (side === 'court') return exchangeOf('court');
    return side === 'police' ? ['file-case', 'give-reasons', 'give-delay-notice'] : [...OF_PROCURATORATE, ...exchangeOf('procuratorate')];
  }

  protected awaits(): string {
    return ['reasons-demanded', 'notified'].includes(this.stage()) ? 'police' : 'procuratorate';
  }

  protected hasNow(side: CrimeSide): readonly string[] {
    const stage = this.stage();
    if (side === 'matter') return this.mayEver('matter');
    if (side === 'police') return ['file-case', ...(stage === 'reasons-demanded' ? ['give-reasons', 'give-delay-notice'] : []), ...(stage === 'notified' ? ['give-delay-notice'] : [])];
    if (side !== 'procuratorate') return [];
    const early = stage === 'awaiting-receipt' || stage === 'examining';
    const heard = stage === 'reasons-demanded' || stage === 'reasons-given';
    return [
      'sign-request',
      'raise-query',
      ...(early || heard ? ['report-first-result'] : []),
      ...(early ? ['demand-reasons', 'find-refusal-right'] : []),
      ...(heard ? ['notify-to-file'] : []),
      ...(stage === 'reasons-given' ? ['find-refusal-right'] : []),
      ...(stage === 'examining' || heard ? ['give-delay-notice'] : []),
    ];
  }

  protected own(): Due[] {
    return this.receipt ? [] : [{ type: 'request-receipt-deemed', id: 'deemed', at: endOf(deemedOn(this.openedAt)) }];
  }

  protected judge({ name, side, at, by }: Given<CrimeSide>): string | undefined {
    if (side === 'matter') return by?.id === this.referral ? undefined : 'not-permitted';
    if (name === 'sign-request') return this.receipt && this.receipt !== 'deemed' ? 'already-received' : undefined;
    if (name === 'report-first-result') return this.hasFirstResult ? 'first-result-reported-already' : undefined;
    const heard = this.running('give-reasons');
    return name === 'notify-to-file' && heard && at < heard.dueAt ? 'reasons-awaited' : undefined;
  }

  protected implied({ name }: Given<CrimeSide>): string | undefined {
    return !this.receipt && ['report-first-result', 'demand-reasons', 'find-refusal-right'].includes(name) ? 'request-receipt-implied' : undefined;
  }

  protected take({ name, at }: Given<CrimeSide>): void {
    switch (name) {
      case 'sign-request':
        if (!this.receipt) this.receive('signed', dayOf(at), at);
        return;
      case 'report-first-result':
        return this.reportFirst(at);
      case 'demand-reasons':
        this.reached = 'reasons-demanded';
        if (this.isOpinion) this.owe('give-reasons', 'police', 'statutory', calendarDay(dayOf(at), 7), { startAt: at, now: at });
        return;
      case 'give-reasons':
        this.reached = 'reasons-given';
        return this.meet('give-reasons', at);
      case 'notify-to-file':
        this.reached = 'notified';
        this.reportFirst(at);
        this.end('give-reasons');
        if (this.isOpinion) this.owe('file-on-notice', 'police', 'statutory', calendarDay(dayOf(at), 15), { startAt: at, now: at });
        return;
      case 'find-refusal-right':
        this.reportFirst(at);
        this.meet('outcome', at);
        this.sent.push(`${this.referral} oversight-ended refusal-right`);
        return this.close('refusal-right', at);
      case 'file-case':
        this.sent.push(`${this.referral} oversight-ended filed`);
        return this.seeFiled(at);
      case 'referral-filed':
        return this.seeFiled(at);
      case 'referral-withdrawn':
        return this.close('withdrawn', at);
    }
  }

  protected fire({ type, at }: Due): void {
    if (type === 'request-receipt-implied') this.receive('implied', dayOf(at), at);
    if (type === 'request-receipt-deemed') this.receive('deemed', deemedOn(this.openedAt), at);
  }

  protected notOffered(): undefined {
    return undefined;
  }

  protected more(): undefined {
    return undefined;
  }

  protected isDeemed(term: string): boolean {
    return this.receipt === 'deemed' && term === 'first-result';
  }

  protected particulars(): Record<string, unknown> {
    return { how: this.isLatePointer ? 'late-pointer' : 'by-court', willAskAt: undefined };
  }

  /** A late pointer has no term, and section 10 knows no first result. */
  private receive(how: 'signed' | 'implied' | 'deemed', on: Day, at: number): void {
    this.receipt = how;
    if (!this.isLatePointer && !this.isOpinion) this.owe('first-result', 'procuratorate', 'statutory', workingDay(on, 7), { startAt: at, now: at });
  }

  private reportFirst(at: number): void {
    if (this.hasFirstResult) return;
    this.hasFirstResult = true;
    this.meet('first-result', at);
    if (!this.isLatePointer) this.owe('outcome', 'procuratorate', 'target', workingDay(dayOf(at), 10), { startAt: at, now: at });
  }

  private seeFiled(at: number): void {
    for (const id of ['give-reasons', 'file-on-notice', 'outcome']) this.meet(id, at);
    this.close('filed', at);
  }
}
