export interface Repeated {
  /** Acts out of turn, unless it acts. */
  now(): void;
  /** Acts no more; returns when what was begun has ended. */
  stop(): Promise<void>;
}

/** Acts every so often, in real time, unless it still acts. What goes wrong is told, and tried again in its turn. */
export function repeat(everyMs: number, act: () => Promise<unknown>, onError: (error: unknown) => void): Repeated {
  let underWay: Promise<void> | undefined;
  let isStopped = false;
  const now = (): void => {
    if (isStopped || underWay) return;
    underWay = act()
      .then(() => undefined, onError)
      .finally(() => {
        underWay = undefined;
      });
  };
  const timer = setInterval(now, everyMs);
  return {
    now,
    async stop() {
      isStopped = true;
      clearInterval(timer);
      await underWay;
    },
  };
}
