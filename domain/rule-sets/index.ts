import type { KindId } from '../catalogue/kinds';
import { KIND_IDS } from '../catalogue/kinds';
import { deepFreeze } from '../deep-freeze';
import type { DeemedReceiptRule } from '../deadlines/deemed-receipt';
import type { AdvisoryTerm, AdvisoryWording, Term, TermLength } from '../deadlines/term';
import { InvalidInput } from '../invalid-input';
import { JUDICIAL_OPINION_2025 } from './judicial-opinion-2025';
import type { RuleSet, TermName } from './rule-set';
import { YUNFU_2017 } from './yunfu-2017';

export * from './rule-set';

export const RULE_SETS: readonly RuleSet[] = Object.freeze([YUNFU_2017, JUDICIAL_OPINION_2025]);

/** The rule set of that id. Throws InvalidInput when there is none. */
export function getRuleSet(id: string, where = 'rule set'): RuleSet {
  const found = RULE_SETS.find((ruleSet) => ruleSet.id === id);
  if (!found) throw new InvalidInput(`'${id}' is not a rule set; known are ${RULE_SETS.map((ruleSet) => ruleSet.id).join(', ')}`, where);
  return found;
}

/** A named term of a rule set. Throws InvalidInput when the set has no such term. */
export function getTerm(ruleSet: RuleSet, name: TermName): Term {
  const term = ruleSet.terms[name];
  if (!term) throw new InvalidInput(`'${ruleSet.id}' has no term '${name}'`, 'term');
  return term;
}

/** True when the rule set has a named term of that name. */
export function isTermName(ruleSet: RuleSet, name: string): name is TermName {
  return Object.hasOwn(ruleSet.terms, name);
}

/** What the operator may set instead of the shipped advisory targets: for a wording of the law, or for one kind's advisory duties. */
export interface AdvisoryOverrides {
  wordings?: Partial<Record<AdvisoryWording, TermLength>>;
  kinds?: Partial<Record<KindId, TermLength>>;
  terms?: Partial<Record<TermName, TermLength>>;
}

/** A rule set with the operator's own advisory targets. Statutory terms are the law's, and stay. */
export function withAdvisoryTargets(ruleSet: RuleSet, { wordings = {}, kinds = {}, terms = {} }: AdvisoryOverrides): RuleSet {
  const target = (term: AdvisoryTerm, own: TermLength | undefined): AdvisoryTerm => ({ ...term, length: own ?? (isOfWording(ruleSet, term) ? (wordings[term.wording] ?? term.length) : term.length) });
  const replaced = <T extends Term>(term: T, own: TermLength | undefined): T | AdvisoryTerm => (term.force === 'advisory' ? target(term, own) : term);
  const duties = { ...ruleSet.duties };
  for (const kind of KIND_IDS) duties[kind] = duties[kind].map((duty) => ({ ...duty, term: replaced(duty.term, kinds[kind]) }));
  const named = Object.fromEntries(Object.entries(ruleSet.terms).map(([name, term]) => [name, replaced(term, terms[name as TermName])]));
  return deepFreeze({ ...ruleSet, advisoryDefaults: { ...ruleSet.advisoryDefaults, ...wordings }, duties, terms: named });
}

/** What of its rule set a matter's opening says otherwise: the operator's settings of that day. */
interface SetAtOpening {
  ruleSet: string;
  advisoryTargets?: AdvisoryOverrides;
  deemedReceipt?: DeemedReceiptRule;
}

/** The rule set that a matter runs by: the one it was opened under, with what the operator had set then. */
export function ruleSetOf({ ruleSet, advisoryTargets, deemedReceipt }: SetAtOpening): RuleSet {
  const released = getRuleSet(ruleSet);
  const targeted = advisoryTargets ? withAdvisoryTargets(released, advisoryTargets) : released;
  return deemedReceipt ? deepFreeze({ ...targeted, deemedReceipt }) : targeted;
}

/** True when a term's length is its wording's default, and not a number of its own such as the 3 working days to accept an answer. */
export function isOfWording(ruleSet: RuleSet, { wording, length }: AdvisoryTerm): boolean {
  const standard = ruleSet.advisoryDefaults[wording];
  return standard.kind === length.kind && standard.n === length.n;
}
