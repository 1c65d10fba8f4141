import { readRuleSet } from '../../contract/rule-sets';
import { KINDS } from '../../domain/catalogue/kinds';
import { RULE_SETS, ruleSetOf } from '../../domain/rule-sets';
import { settingsAtOpening } from '../../domain/settings/settings';
import { explanationsOf } from '../../matters/wording/explanations';
import { Refusal } from '../../register/errors';
import { loadSettings } from '../../register/settings/settings';
import type { ApiRouter } from '../router';
import type { Services } from '../services';

/** The law, as it is applied to what begins today. */
export function setUpRuleSets(router: ApiRouter, { db }: Services): void {
  router.handle(readRuleSet, async ({ params: { id } }) => {
    const released = RULE_SETS.find((known) => known.id === id);
    if (!released) throw new Refusal('not-found');
    const applied = ruleSetOf({ ruleSet: id, ...settingsAtOpening((await loadSettings(db)).values, released) });
    const { name, authority, document, validFrom } = applied;
    const explanations = explanationsOf(applied).map(({ cite, ...each }) => ({ ...each, document: cite?.document ?? null, article: cite?.article ?? null }));
    const duties = KINDS.flatMap((kind) => applied.duties[kind.id].map(({ name: duty, from, term: { force, length, cite } }) => ({ kind: kind.id, unit: kind.unit, name: duty, from, force, length, document: cite.document, article: cite.article })));
    return { status: 200, body: { id, name, authority, document, validFrom, explanations, duties } };
  });
}
