import type { RehearsalClock } from '../../matters/messages';
import type { Clock } from '../../register/clock';

/** A rehearsal's clock for the register: the same instants, from the same setting, in every process of this host. */
export class VirtualClock implements Clock {
  constructor(public setting: RehearsalClock) {}

  static at(virtualAt: number, speed = 0): VirtualClock {
    return new VirtualClock({ virtualAt, realAt: Date.now(), speed });
  }

  now(): number {
    const { virtualAt, realAt, speed } = this.setting;
    return virtualAt + Math.floor((Date.now() - realAt) * speed);
  }

  /** From this instant on, at that speed; 0 stands still. */
  move(virtualAt: number, speed = this.setting.speed): RehearsalClock {
    this.setting = { virtualAt, realAt: Date.now(), speed };
    return this.setting;
  }
}
