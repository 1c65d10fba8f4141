import type { Story } from '../story';
import { october } from './october';

/** A story for each procedure, by name; the first is played when none is named. */
export const STORIES: readonly Story[] = [october];
