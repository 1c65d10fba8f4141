import { isNativeError } from 'node:util/types';
import pino, { type DestinationStream, type Logger } from 'pino';
import { Fault } from '../register/errors';

/** JSON lines. An error shows its kind, code and stack, a fault also why; what a database error quotes from its row is left out. */
export function createLog(level: string, destination?: DestinationStream): Logger {
  const options: pino.LoggerOptions = { level, base: undefined, serializers: { err: serializeError } };
  return destination === undefined ? pino(options) : pino(options, destination);
}

function serializeError(error: unknown): Record<string, unknown> {
  if (!isNativeError(error)) return { kind: typeof error };
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  const frames = error.stack?.split('\n').filter((frame) => frame.startsWith('    at ')).join('\n');
  const isDatabaseError = 'severity' in error;
  return {
    name: error.name,
    code,
    ...(isDatabaseError ? { table: 'table' in error ? error.table : undefined, constraint: 'constraint' in error ? error.constraint : undefined } : { message: error.message }),
    ...(error instanceof Fault ? { details: error.details, ...(error.cause === undefined ? {} : { cause: serializeError(error.cause) }) } : {}),
    stack: frames,
  };
}
