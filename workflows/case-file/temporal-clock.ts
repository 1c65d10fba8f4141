import type { RehearsalClock } from '../../matters/messages';

/** The clock a matter lives by: the workflow task's time, which replays exactly, or the rehearsal's virtual time derived from it. */
export class TemporalClock {
  constructor(private rehearsal: RehearsalClock | undefined) {}

  now(): number {
    return this.rehearsal ? this.rehearsal.virtualAt + Math.floor((Date.now() - this.rehearsal.realAt) * this.rehearsal.speed) : Date.now();
  }

  set(rehearsal: RehearsalClock): void {
    this.rehearsal = rehearsal;
  }

  get setting(): RehearsalClock | undefined {
    return this.rehearsal;
  }

  /** Real ms until an instant of this clock; undefined when it never comes (the rehearsal is paused). */
  realMsUntil(at: number): number | undefined {
    const ms = at - this.now();
    if (ms <= 0) return 0;
    if (!this.rehearsal) return ms;
    return this.rehearsal.speed === 0 ? undefined : Math.ceil(ms / this.rehearsal.speed);
  }
}
