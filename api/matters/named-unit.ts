import type { CommandName } from '../../contract/commands';
import { findKind, type Kind } from '../../domain/catalogue/kinds';
import { findOffice, findUnit, isUnitDoing, type Office, routeOffice, type Unit } from '../../domain/catalogue/units';
import type { Day } from '../../domain/calendar/day';
import type { Opening } from '../../matters/assistance-request';
import type { Facts } from '../../matters/ledger';
import { Refusal } from '../../register/errors';
import { loadLedger } from '../../register/matters/entries';
import type { FieldError } from '../problems';
import type { Services } from '../services';
import type { MatterInSight } from './access';
import { todayOf } from './views';

/** Commands that name a unit or local office other than the one that has the papers. */
const NAMING: readonly CommandName[] = ['wrong-unit', 'serve-on-unit'];

/** What is recorded of the unit that a command names: the unit and its office as the catalogue has them today, and for a service what that unit does the same under. */
export async function withNamedUnit({ db, clock }: Pick<Services, 'db' | 'clock'>, name: CommandName, { row }: MatterInSight, facts: Facts): Promise<Facts> {
  if (!NAMING.includes(name)) return facts;
  const today = todayOf(clock.now());
  const named = String(facts['unit']);
  const office = findOffice(named, today);
  const unit = findUnit(named, today) ?? (office ? findUnit(office.unit, today) : undefined);
  if (!unit) throw wrongUnit('unknown-unit', '没有这一单位或部门');
  if (name === 'wrong-unit') return { ...facts, unit: unit.id, ...(office ? { office: office.id } : {}) };
  const opening = (await loadLedger(db, row.number))[0]?.facts as Opening | undefined;
  if (!opening) throw new Refusal('not-found');
  return { ...facts, ...servedOn(named, { unit, office }, { ...opening, papers: (row.position.particulars['papers'] as Opening['papers'] | undefined) ?? opening.papers }, today) };
}

function servedOn(named: string, { unit, office }: { unit: Unit; office: Office | undefined }, opening: Opening, today: Day): Facts {
  const kind = [opening.kind, `${unit.id}.${opening.kind.slice(opening.kind.indexOf('.') + 1)}`].map(findKind).find((one) => one !== undefined && isUnitDoing(one.id, named, today));
  if (!kind || !isServedWith(kind, opening)) throw wrongUnit('unit-does-not-do-this', '该单位不办理此事项，或者须用其他文书；请撤回后另行提出');
  const routed = office ?? routeOffice(kind.id, 'city', today);
  return { kind: kind.id, unit: unit.id, ...(routed ? { office: routed.id } : {}), ...(unit.closeOfBusiness ? { closeOfBusiness: unit.closeOfBusiness } : {}) };
}

/** 四.13 and 四.14 say nearly the same of land and of housing: the same papers, sealed where the text demands it, and the same items do for both. */
function isServedWith(kind: Kind, { kind: served, papers, dataItems }: Opening): boolean {
  if (kind.id === served) return true;
  const areOfKind = papers.every(({ paper, courtSeal }) => kind.papers.some(({ oneOf, courtSealRequired }) => oneOf.some((known) => known === paper) && (courtSeal || !courtSealRequired)));
  return areOfKind && kind.procedure === findKind(served)?.procedure && dataItems.every((item) => kind.dataItems.some(({ id }) => id === item));
}

function wrongUnit(code: string, message: string): Refusal {
  const errors: FieldError[] = [{ path: 'unit', code, message }];
  return new Refusal('invalid-body', { errors });
}
