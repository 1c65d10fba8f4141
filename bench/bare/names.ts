/** Names that the bare worker and its driver agree on. */
export type BareCase = 'floor' | 'kase';
export const BARE_TASK_QUEUE = 'bare';
export const COMPLETE_UPDATE = 'complete';
