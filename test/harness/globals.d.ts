import type { Engine } from '../../engine/engine';

declare global {
  /** Set by global-setup for global-teardown, in jest's main process only. */
  var liandongTestRun: { engine: Engine; folder: string } | undefined;
}
