import { parseArgs, type ParseArgsConfig } from 'node:util';
import { InvalidInput } from '../domain/invalid-input';

type Options = NonNullable<ParseArgsConfig['options']>;

/** The options and words after a subcommand's name. Throws InvalidInput for an option it does not know. */
export function parseWords<O extends Options>(args: readonly string[], options: O) {
  try {
    return parseArgs({ args: [...args], allowPositionals: true, options });
  } catch (error) {
    throw new InvalidInput(error instanceof Error ? error.message : String(error), 'options');
  }
}
