import { REQUEST_COMMANDS } from './assistance-request';
import { BREACH_COMMANDS } from './breaches';

/** Every command of every procedure: one name, one object, whichever matters take it. */
export const COMMANDS = { ...REQUEST_COMMANDS, ...BREACH_COMMANDS } as const;

export type CommandName = keyof typeof COMMANDS;
export const COMMAND_NAMES = Object.keys(COMMANDS) as readonly CommandName[];
