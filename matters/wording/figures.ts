/** How answers stand to what binds them: the law's terms, or the platform's targets, which nobody breaks. */
export const ANSWERED_WORDS = {
  statutory: { inTime: '按期', late: '逾期办复', owed: '逾期未办复' },
  advisory: { inTime: '按期', late: '超目标办复', owed: '超目标未办复' },
} as const;
