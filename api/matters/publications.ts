import type { CommandName } from '../../contract/commands';
import { noticeRuleOf } from '../../domain/catalogue/notices';
import type { PublicationFacts } from '../../matters/publication';
import { assetToken } from '../../register/matters/person-tokens';
import type { MatterRow } from '../../register/matters/queries';
import type { KeyRing } from '../../register/sealing/key-ring';
import { hasDoneSomething } from '../../matters/assistance-request';

/** By what the public finds a notice; the rest of what is published stays among the act's words. */
export function publicationFacts(keyRing: KeyRing, row: Pick<MatterRow, 'kind' | 'position'>, name: CommandName, body: Readonly<Record<string, unknown>>): { publication?: PublicationFacts } {
  const rule = noticeRuleOf(row.kind);
  // Requests of an earlier revision publish nothing here.
  if (!rule || row.position.particulars['isPublic'] !== true) return {};
  const published = publishedIn(name, body, rule.isMadeByAnswer);
  if (!published) return {};
  const named = [published['registrationNumber'], published['company']];
  return { publication: { assets: named.flatMap((number) => (typeof number === 'string' ? [assetToken(keyRing, number)] : [])) } };
}

function publishedIn(name: CommandName, { notice, result, outcome }: Readonly<Record<string, unknown>>, isMadeByAnswer: boolean): Readonly<Record<string, unknown>> | undefined {
  if (name === 'publish-notice' || name === 'correct-notice') return notice as Readonly<Record<string, unknown>>;
  const isAnswer = name === 'answer' || name === 'handle-at-window';
  return isAnswer && isMadeByAnswer && hasDoneSomething(outcome) ? (result as Readonly<Record<string, unknown>> | undefined) : undefined;
}
