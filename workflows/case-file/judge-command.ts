import { judgeBreachCommand } from '../../matters/breaches';
import type { CommandMessage, Entry } from '../../matters/ledger';
import { ANNUL_BREACH, CONTEST_BREACH, LINKED, REVISE_CALENDAR } from '../../matters/shell-commands';
import type { Refusal, Shape, StageView } from './shape';
import type { Standing } from './standing';

/** Why a command of somebody who may give it is not taken as the matter stands. */
export function judgeCommand<S extends Shape>(command: CommandMessage, view: StageView<S>, standing: Standing, ledger: readonly Entry[]): Refusal | undefined {
  const { version } = standing.terms.calendar;
  switch (command.name) {
    case LINKED:
      return undefined;
    case REVISE_CALENDAR:
      return Number(command.facts['to']) > version ? undefined : { code: 'calendar-in-force', details: { version } };
    case CONTEST_BREACH:
    case ANNUL_BREACH:
      return judgeBreachCommand({ terms: standing.terms.views(), breaches: standing.breaches(view.breaches) }, command);
    default:
      return isOffered(command, view) ? view.judge?.(command) : (view.explain?.(command) ?? notAwaited(command, view, ledger));
  }
}

function isOffered<S extends Shape>({ name, by: { side } }: CommandMessage, { offered, fromPlatform }: StageView<S>): boolean {
  const names = side === undefined ? fromPlatform : offered[side];
  return names?.includes(name) === true;
}

/** Who comes second is told who was first. */
function notAwaited<S extends Shape>({ name, by: { side } }: CommandMessage, view: StageView<S>, ledger: readonly Entry[]): Refusal {
  const first = [...ledger].reverse().find((entry) => entry.type === name);
  return {
    code: 'not-awaited',
    details: { stage: view.name, offered: (side && view.offered[side]) ?? [], ...(first ? { takenAs: first.seq, takenAt: first.recordedAt } : {}) },
  };
}
