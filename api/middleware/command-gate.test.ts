import { EventEmitter } from 'node:events';
import type { Request, Response } from 'express';
import { Counter, Gauge, Registry } from 'prom-client';
import { Refusal } from '../../register/errors';
import { commandGate } from './command-gate';

function gate(places: number, longestWaitMs: number) {
  const registers = [new Registry()];
  const metrics = { commandsInFlight: new Gauge({ name: 'a', help: 'a', registers }), commandsTurnedAway: new Counter({ name: 'b', help: 'b', registers }) };
  const handler = commandGate(metrics, { places, longestWaitMs });
  /** A command that arrives: `end` closes its response. */
  const arrive = (): { state: () => 'waiting' | 'inside' | 'refused'; end(): void } => {
    const res = new EventEmitter();
    let state: 'waiting' | 'inside' | 'refused' = 'waiting';
    void handler({} as Request, res as unknown as Response, (error?: unknown) => {
      state = error instanceof Refusal && error.code === 'too-busy' ? 'refused' : 'inside';
    });
    return { state: () => state, end: () => void res.emit('close') };
  };
  return { arrive, metrics };
}

const states = (commands: { state(): string }[]): string[] => commands.map((command) => command.state());

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

test('so many are inside at once; the rest enter in the order in which they came', () => {
  const { arrive } = gate(2, 2_000);
  const [a, b, c, d] = [arrive(), arrive(), arrive(), arrive()];
  expect(states([a, b, c, d])).toEqual(['inside', 'inside', 'waiting', 'waiting']);
  b.end();
  expect(states([c, d])).toEqual(['inside', 'waiting']);
  a.end();
  expect(d.state()).toBe('inside');
});

test('whoever has waited long enough is refused, and takes no place later', async () => {
  const { arrive, metrics } = gate(1, 2_000);
  const [a, b] = [arrive(), arrive()];
  jest.advanceTimersByTime(1_999);
  expect(b.state()).toBe('waiting');
  jest.advanceTimersByTime(1);
  expect(b.state()).toBe('refused');
  expect((await metrics.commandsTurnedAway.get()).values[0]?.value).toBe(1);
  a.end();
  b.end();
  const c = arrive();
  expect(c.state()).toBe('inside');
  c.end();
  expect((await metrics.commandsInFlight.get()).values[0]?.value).toBe(0);
});

test('whoever hangs up while waiting gives up the turn to the next', async () => {
  const { arrive, metrics } = gate(1, 2_000);
  const [a, b, c] = [arrive(), arrive(), arrive()];
  b.end();
  a.end();
  expect(states([b, c])).toEqual(['waiting', 'inside']);
  c.end();
  expect((await metrics.commandsInFlight.get()).values[0]?.value).toBe(0);
});
