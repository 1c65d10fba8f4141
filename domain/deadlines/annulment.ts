/** For what a breach may be annulled, and for what it is contested: it rested on a wrong date, on an outage of the platform, on a mistake in recording, or nobody could help it. */
export const ANNULMENT_GROUNDS = Object.freeze(['calendar', 'outage', 'recording-error', 'force-majeure'] as const);
export type AnnulmentGround = (typeof ANNULMENT_GROUNDS)[number];
