import { deepFreeze } from '../deep-freeze';

/** Yunfu's two levels: the city, and the five districts, county-level city and counties below it. */
export type PlaceId = 'city' | 'yuncheng' | 'yunan-district' | 'luoding' | 'xinxing' | 'yunan-county';

export interface CityPlace {
  id: PlaceId;
  /** The name in front of an office of the place: 云浮市云城区 for a district, 罗定市 for the others. */
  fullName: string;
  shortName: string;
  isDistrict: boolean;
}

const PLACES: Readonly<Record<PlaceId, CityPlace>> = deepFreeze({
  city: { id: 'city', fullName: '云浮市', shortName: '云浮', isDistrict: false },
  yuncheng: { id: 'yuncheng', fullName: '云浮市云城区', shortName: '云城', isDistrict: true },
  'yunan-district': { id: 'yunan-district', fullName: '云浮市云安区', shortName: '云安', isDistrict: true },
  luoding: { id: 'luoding', fullName: '罗定市', shortName: '罗定', isDistrict: false },
  xinxing: { id: 'xinxing', fullName: '新兴县', shortName: '新兴', isDistrict: false },
  'yunan-county': { id: 'yunan-county', fullName: '郁南县', shortName: '郁南', isDistrict: false },
});

export const CITY_PLACES: readonly CityPlace[] = deepFreeze(Object.values(PLACES));
