import { z } from 'zod';
import { ANNULMENT_GROUNDS } from '../domain/deadlines/annulment';
import { command } from './command';
import { note, reference } from './common';

const plain = {
  breach: reference.meta({ title: '逾期事项', description: 'Id of the term that ran out' }),
  ground: z.enum(ANNULMENT_GROUNDS).meta({ title: '理由', description: 'Calendar, outage of the platform, mistake in recording, force majeure' }),
};
const sealed = { reason: note.meta({ title: '说明' }) };

/** Commands on a breach, which every matter understands, open or closed. */
export const BREACH_COMMANDS = {
  'contest-breach': command(plain, sealed),
  'annul-breach': command(plain, sealed),
} as const;
