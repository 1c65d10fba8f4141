/** The fixed list a supervisor may search by in the Temporal UI: codes only, never personal data. Names are permanent. */
export const SEARCH_ATTRIBUTES = {
  Unit: 'KEYWORD',
  Court: 'KEYWORD',
  Kind: 'KEYWORD',
  Stage: 'KEYWORD',
  AwaitedSide: 'KEYWORD',
  RuleSet: 'KEYWORD',
  Lateness: 'KEYWORD',
  ClosedAs: 'KEYWORD',
  AwaitedUnits: 'KEYWORD_LIST',
  LinkedMatters: 'KEYWORD_LIST',
  DueAt: 'DATETIME',
  NextAlarmAt: 'DATETIME',
  Provisional: 'BOOL',
  Rehearsal: 'BOOL',
} as const;
