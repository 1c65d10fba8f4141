import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

export interface Metrics {
  readonly registry: Registry;
  readonly requestSeconds: Histogram<'method' | 'route' | 'status'>;
  readonly commandsInFlight: Gauge;
  readonly commandsTurnedAway: Counter;
  readonly uploadsInFlight: Gauge;
  readonly uploadsTurnedAway: Counter;
}

/** Route patterns only: never an id, a name or a query. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  return {
    registry,
    requestSeconds: new Histogram({
      name: 'liandong_http_request_seconds',
      help: 'Time to answer, by route pattern',
      labelNames: ['method', 'route', 'status'],
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
      registers: [registry],
    }),
    commandsInFlight: new Gauge({ name: 'liandong_commands_in_flight', help: 'Commands being carried out', registers: [registry] }),
    commandsTurnedAway: new Counter({ name: 'liandong_commands_turned_away_total', help: 'Commands answered 429 because all places were taken', registers: [registry] }),
    uploadsInFlight: new Gauge({ name: 'liandong_uploads_in_flight', help: 'Files being taken in', registers: [registry] }),
    uploadsTurnedAway: new Counter({ name: 'liandong_uploads_turned_away_total', help: 'Uploads answered 429 because all places were taken', registers: [registry] }),
  };
}
