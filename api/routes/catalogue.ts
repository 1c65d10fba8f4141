import { listUnits } from '../../contract/calendar';
import { dayOf } from '../../domain/calendar/day';
import { COURTS } from '../../domain/catalogue/courts';
import { KINDS } from '../../domain/catalogue/kinds';
import { UNITS } from '../../domain/catalogue/units';
import type { ApiRouter } from '../router';
import type { Services } from '../services';

export function setUpCatalogue(router: ApiRouter, { clock }: Services): void {
  router.handle(listUnits, () => {
    const today = dayOf(clock.now());
    const isInForce = ({ validFrom, validTo }: { validFrom: string; validTo?: string }): boolean => validFrom <= today && (validTo === undefined || today <= validTo);
    const units = UNITS.filter(isInForce).map((unit) => {
      const kinds = KINDS.filter((kind) => kind.unit === unit.id).map(({ id }) => id);
      const offices = unit.offices.filter(isInForce).map(({ id, name, place, desk, kinds: served }) => ({ id, name, place, desk: desk ?? null, kinds: served === 'all' ? kinds : [...served] }));
      return { id: unit.id, no: unit.no ?? null, name: unit.name, shortName: unit.shortName, desk: unit.desk ?? null, kinds, offices };
    });
    const courts = COURTS.map(({ id, name, level, place }) => ({ id, name, level, place }));
    return { status: 200, body: { on: today, courts, units, kinds: KINDS.map(({ id, name, unit, clause }) => ({ id, name, unit, clause })) } };
  });
}
