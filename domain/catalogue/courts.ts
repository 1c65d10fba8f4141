import { deepFreeze } from '../deep-freeze';
import type { PlaceId } from './places';
import { CITY_PLACES } from './places';

export type CourtId = 'court.intermediate' | 'court.yuncheng' | 'court.yunan-district' | 'court.luoding' | 'court.xinxing' | 'court.yunan-county';

/** 五: 人民法院 means only Yunfu's two levels; a request from any other court is refused. */
export interface Court {
  id: CourtId;
  name: string;
  level: 'intermediate' | 'basic';
  place: PlaceId;
  /** The enforcement bureau 执行局. */
  bureau: string;
  /** The procuratorate of the same level and place, which supervises filing (四.7(4)). */
  procuratorate: string;
  /** The police office of the court's own place. */
  police: string;
}

function court(id: CourtId, level: Court['level'], place: PlaceId, name: string): Court {
  return { id, name, level, place, bureau: `${name}执行局`, procuratorate: `procuratorate.${place}`, police: `police.${place}` };
}

export const COURTS: readonly Court[] = deepFreeze([
  court('court.intermediate', 'intermediate', 'city', '云浮市中级人民法院'),
  ...CITY_PLACES.filter(({ id }) => id !== 'city').map(({ id, fullName }) => court(`court.${id}` as CourtId, 'basic', id, `${fullName}人民法院`)),
]);

/** The court of that id; undefined for any other, which the platform does not serve. */
export function findCourt(id: string): Court | undefined {
  return COURTS.find((candidate) => candidate.id === id);
}
