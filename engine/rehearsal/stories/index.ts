import type { Story } from '../story';
import { alarm } from './alarm';
import { calendar } from './calendar';
import { detentions } from './detention';
import { dispute } from './dispute';
import { equity } from './equity';
import { letter } from './letter';
import { october } from './october';
import { referralAccepted, referralFiled, referralUndecided } from './referral';
import { referral2025 } from './referral-2025';
import { referralAsked, referralSilent } from './referral-window';
import { returns } from './returns';
import { roadside } from './roadside';
import { seals } from './seals';
import { searches } from './search';
import { undoing } from './undoing';

/** A story for each procedure, by name; the first is played when none is named. */
export const STORIES: readonly Story[] = [october, calendar, alarm, roadside, dispute, searches, detentions, undoing, returns, equity, letter, seals, referralFiled, referralAccepted, referralSilent, referralAsked, referralUndecided, referral2025];
