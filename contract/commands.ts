import { REQUEST_COMMANDS } from './assistance-request';
import { BREACH_COMMANDS } from './breaches';
import { CRIME_REFERRAL_COMMANDS } from './crime-referral';
import { DETENTION_COMMANDS } from './detention';
import { DISPUTE_COMMANDS, DISPUTED_COMMANDS } from './dispute';
import { EMERGENCY_COMMANDS } from './emergency';
import { FILING_OVERSIGHT_COMMANDS } from './filing-oversight';
import { LOCATE_COMMANDS } from './locate-debtor';
import { SEAL_QUEUE_COMMANDS } from './seal-queue';
import { INTERCEPT_COMMANDS } from './vehicle-intercept';

/** Every command of every procedure: one name, one object, whichever matters take it. */
export const COMMANDS = { ...REQUEST_COMMANDS, ...BREACH_COMMANDS, ...LOCATE_COMMANDS, ...DETENTION_COMMANDS, ...EMERGENCY_COMMANDS, ...INTERCEPT_COMMANDS, ...DISPUTED_COMMANDS, ...DISPUTE_COMMANDS, ...CRIME_REFERRAL_COMMANDS, ...FILING_OVERSIGHT_COMMANDS, ...SEAL_QUEUE_COMMANDS } as const;

export type CommandName = keyof typeof COMMANDS;
export const COMMAND_NAMES = Object.keys(COMMANDS) as readonly CommandName[];
