import type { Calendar, CalendarYear } from './calendar-year';
import { parseCalendarYear, withYears } from './calendar-year';
import year2017 from './years/2017.json';
import year2018 from './years/2018.json';
import year2018After2019 from './years/2018-2.json';
import year2019 from './years/2019.json';
import year2019Labour from './years/2019-2.json';
import year2020 from './years/2020.json';
import year2020Spring from './years/2020-2.json';
import year2021 from './years/2021.json';
import year2022 from './years/2022.json';
import year2022After2023 from './years/2022-2.json';
import year2023 from './years/2023.json';
import year2024 from './years/2024.json';
import year2025 from './years/2025.json';
import year2026 from './years/2026.json';

/** The years that each notice of the State Council published or restated, in the order of publication. */
const NOTICES: readonly (readonly unknown[])[] = [
  [year2017],
  [year2018],
  [year2018After2019, year2019],
  [year2019Labour],
  [year2020],
  [year2020Spring],
  [year2021],
  [year2022],
  [year2022After2023, year2023],
  [year2024],
  [year2025],
  [year2026],
];

/** Every version of the calendar that ships with the product, from version 1 on; each notice made one. */
export const SHIPPED_CALENDARS: readonly Calendar[] = Object.freeze(
  NOTICES.reduce<Calendar[]>((versions, notice) => {
    const years: CalendarYear[] = notice.map((year) => parseCalendarYear(year));
    return [...versions, withYears(versions.at(-1) ?? { version: 0, years: [] }, years)];
  }, []),
);

/** The newest calendar that ships with the product. */
export const SHIPPED_CALENDAR: Calendar = SHIPPED_CALENDARS.at(-1) ?? { version: 0, years: [] };
