import type { Day } from '../calendar/day';
import { deepFreeze } from '../deep-freeze';
import type { KindId } from './kinds';
import { KINDS } from './kinds';
import type { CityPlace, PlaceId } from './places';
import { CITY_PLACES } from './places';

/** The 19 member units, and the bodies that take part in a network inquiry without being members. */
export type UnitId =
  | 'publicity'
  | 'committee'
  | 'npc'
  | 'cppcc'
  | 'court.intermediate'
  | 'procuratorate'
  | 'police'
  | 'justice'
  | 'development-reform'
  | 'informatization'
  | 'finance'
  | 'human-resources'
  | 'land'
  | 'housing'
  | 'audit'
  | 'state-assets'
  | 'commerce'
  | 'legal-affairs'
  | 'central-bank'
  | 'civil-affairs'
  | 'banks';

/** A local office or sub-department 下属部门 of a unit; its figures roll up to the unit. */
export interface Office {
  id: string;
  unit: string;
  place: PlaceId;
  name: string;
  /** The kinds of its unit that it serves. */
  kinds: readonly KindId[] | 'all';
  /** The designated desk 专门机构/窗口 that receives papers. */
  desk?: string;
  /** The number of its duty room; the operator's setting goes before it. The founding document names none. */
  dutyPhone?: string;
  validFrom: Day;
  validTo?: Day;
  succeededBy?: string;
}

export interface Unit {
  id: string;
  /** The number in part four of the founding document; undefined for bodies that are not members. */
  no?: number;
  name: string;
  shortName: string;
  clause: string;
  validFrom: Day;
  /** The last day on which the unit existed under this name. */
  validTo?: Day;
  /** The unit that took over its tasks. */
  succeededBy?: string;
  /** The designated desk or window the text demands. */
  desk?: string;
  /** Close of business 'HH:MM' where the unit has published one. */
  closeOfBusiness?: string;
  offices: readonly Office[];
}

/** The founding document came into force with its printing. */
const FOUNDED_ON: Day = '2017-09-27';

type NameInPlace = (place: CityPlace) => string;

function office(unit: string, part: string, place: PlaceId, name: string, kinds: Office['kinds'], desk?: string): Office {
  return { id: `${unit}.${part}`, unit, place, name, kinds, ...(desk === undefined ? {} : { desk }), validFrom: FOUNDED_ON };
}

/** The office of the city itself and one in each of the five places. */
function officesEverywhere(unit: string, cityName: string, nameIn: NameInPlace, desk?: string): Office[] {
  const local = CITY_PLACES.filter(({ id }) => id !== 'city').map((place) => office(unit, place.id, place.id, nameIn(place), 'all', desk));
  return [office(unit, 'city', 'city', cityName, 'all', desk), ...local];
}

function unit(no: number | undefined, id: UnitId, name: string, shortName: string, details: Partial<Pick<Unit, 'desk' | 'offices'>> = {}): Unit {
  return { id, ...(no === undefined ? {} : { no }), name, shortName, clause: no === undefined ? '三(一)' : `四.${no}`, validFrom: FOUNDED_ON, offices: [office(id, 'city', 'city', name, 'all', details.desk)], ...details };
}

const DESK = '司法协助专门机构';
const WINDOW = '司法协助窗口';

/**
 * The names are the founding document's. It names no local office; those here carry the names that such offices bear by rule
 * (the place, then the function) and are the operator's to confirm, rename, close and succeed.
 */
export const UNITS: readonly Unit[] = deepFreeze([
  unit(1, 'publicity', '市委宣传部', '宣传部'),
  unit(2, 'committee', '市委政法委', '政法委'),
  unit(3, 'npc', '市人大常委会内务司法工作委员会', '人大内司委'),
  unit(4, 'cppcc', '市政协提案和社会法制委', '政协提案委'),
  unit(5, 'court.intermediate', '市中级法院', '中级法院'),
  unit(6, 'procuratorate', '市检察院', '检察院', {
    desk: DESK,
    offices: officesEverywhere('procuratorate', '云浮市人民检察院', (place) => `${place.fullName}人民检察院`, DESK),
  }),
  unit(7, 'police', '市公安局', '公安局', {
    desk: DESK,
    offices: [
      ...officesEverywhere('police', '云浮市公安局', (place) => (place.isDistrict ? `云浮市公安局${place.shortName}分局` : `${place.fullName}公安局`), DESK),
      office('police', 'vehicle-management', 'city', '云浮市公安局交通警察支队车辆管理所', ['police.vehicle-seal', 'police.vehicle-transfer'], '车管业务窗口'),
      office('police', 'traffic', 'city', '云浮市公安局交通警察支队', ['police.vehicle-intercept']),
    ],
  }),
  unit(8, 'justice', '市司法局', '司法局', { desk: DESK, offices: officesEverywhere('justice', '云浮市司法局', (place) => `${place.fullName}司法局`, DESK) }),
  unit(9, 'development-reform', '市发展和改革局', '发改局'),
  unit(10, 'informatization', '市经济和信息化局', '经信局'),
  unit(11, 'finance', '市财政局', '财政局'),
  unit(12, 'human-resources', '市人力资源和社会保障局', '人社局', {
    desk: DESK,
    offices: officesEverywhere('human-resources', '云浮市人力资源和社会保障局', (place) => `${place.fullName}人力资源和社会保障局`, DESK),
  }),
  unit(13, 'land', '市国土资源和城乡规划管理局', '国土规划局', {
    desk: WINDOW,
    offices: officesEverywhere('land', '云浮市国土资源和城乡规划管理局', (place) => (place.isDistrict ? `云浮市国土资源和城乡规划管理局${place.shortName}分局` : `${place.fullName}国土资源局`), WINDOW),
  }),
  unit(14, 'housing', '市住房和城乡建设局', '住建局', {
    desk: WINDOW,
    offices: officesEverywhere('housing', '云浮市住房和城乡建设局', (place) => `${place.fullName}住房和城乡建设局`, WINDOW),
  }),
  unit(15, 'audit', '市审计局', '审计局'),
  unit(16, 'state-assets', '市国有资产监督管理委员会', '国资委', { desk: DESK }),
  unit(17, 'commerce', '市工商局', '工商局', {
    desk: DESK,
    offices: officesEverywhere('commerce', '云浮市工商行政管理局', (place) => `${place.fullName}市场监督管理局`, DESK),
  }),
  unit(18, 'legal-affairs', '市法制局', '法制局'),
  unit(19, 'central-bank', '中国人民银行云浮中心支行', '人民银行'),
  unit(undefined, 'civil-affairs', '民政部门', '民政', { offices: officesEverywhere('civil-affairs', '云浮市民政局', (place) => `${place.fullName}民政局`) }),
  unit(undefined, 'banks', '金融机构', '银行'),
]);

interface Dated {
  id: string;
  validFrom: Day;
  validTo?: Day;
  succeededBy?: string;
}

const isInForce = ({ validFrom, validTo }: Dated, on: Day): boolean => validFrom <= on && (validTo === undefined || on <= validTo);

/**
 * The row in force on a day under an id, or under the id of its successors once it has ended; undefined when there is none.
 * A renamed body has several rows under one id; a merged one ends and names who took over.
 */
function findInForce<Row extends Dated>(rows: readonly Row[], id: string, on: Day, seen: readonly string[] = []): Row | undefined {
  const own = rows.filter((row) => row.id === id);
  const current = own.find((row) => isInForce(row, on));
  if (current) return current;
  const successor = own.find((row) => row.validTo !== undefined && row.validTo < on && row.succeededBy !== undefined)?.succeededBy;
  return successor === undefined || seen.includes(successor) ? undefined : findInForce(rows, successor, on, [...seen, id]);
}

/** The unit that bears an id on a day, or has taken over from the one that bore it. */
export function findUnit(id: string, on: Day, units: readonly Unit[] = UNITS): Unit | undefined {
  return findInForce(units, id, on);
}

/** The office that bears an id on a day, or has taken over from the one that bore it. */
export function findOffice(id: string, on: Day, units: readonly Unit[] = UNITS): Office | undefined {
  return findInForce(
    units.flatMap(({ offices }) => offices),
    id,
    on,
  );
}

/** True when a kind of assistance is on a day the task of the unit, or of the office, with that id. */
export function isUnitDoing(kind: KindId, unitOrOffice: string, on: Day, units: readonly Unit[] = UNITS): boolean {
  const owner = findKindUnit(kind, on, units);
  if (!owner) return false;
  if (findUnit(unitOrOffice, on, units)?.id === owner.id) return true;
  const serving = findOffice(unitOrOffice, on, units);
  return serving !== undefined && serving.unit === owner.id && isServing(serving, kind);
}

/**
 * The office to which a request goes: one named for the kind (of the place, else of the city), else the general office of the place, else the city's.
 * Undefined when nobody serves the kind on that day.
 */
export function routeOffice(kind: KindId, place: PlaceId, on: Day, units: readonly Unit[] = UNITS): Office | undefined {
  const serving = (findKindUnit(kind, on, units)?.offices ?? []).filter((candidate) => isInForce(candidate, on) && isServing(candidate, kind));
  const named = serving.filter(({ kinds }) => kinds !== 'all');
  const of = (offices: readonly Office[], where: PlaceId): Office | undefined => offices.find((candidate) => candidate.place === where);
  return of(named, place) ?? of(named, 'city') ?? of(serving, place) ?? of(serving, 'city');
}

function findKindUnit(kind: KindId, on: Day, units: readonly Unit[]): Unit | undefined {
  const owner = KINDS.find(({ id }) => id === kind)?.unit;
  return owner === undefined ? undefined : findUnit(owner, on, units);
}

function isServing({ kinds }: Office, kind: KindId): boolean {
  return kinds === 'all' || kinds.includes(kind);
}

