import { changedDays } from './calendar';
import { parseDayRows, parseNoticeText } from './notice-text';
import { SHIPPED_CALENDARS } from './shipped';
import { findNoticeErrors, withNotice } from './year-notice';

const TAIL = '节假日期间，各地区、各部门要妥善安排好值班和安全、保卫等工作，遇有重大突发事件，要按规定及时报告并妥善处置，确保人民群众祥和平安度过节日假期。';

/** The items of the notices as the State Council published them; `version` is the shipped calendar that came of each. */
const NOTICES: readonly { year: number; version: number; items: readonly string[] }[] = [
  {
    year: 2017,
    version: 1,
    items: [
      '一、元旦：1月1日放假，1月2日（星期一）补休。',
      '二、春节：1月27日至2月2日放假调休，共7天。1月22日（星期日）、2月4日（星期六）上班。',
      '三、清明节：4月2日至4日放假调休，共3天。4月1日（星期六）上班。',
      '四、劳动节：5月1日放假，与周末连休。',
      '五、端午节：5月28日至30日放假调休，共3天。5月27日（星期六）上班。',
      '六、中秋节、国庆节：10月1日至8日放假调休，共8天。9月30日（星期六）上班。',
    ],
  },
  {
    year: 2018,
    version: 2,
    items: [
      '一、元旦：1月1日放假，与周末连休。',
      '二、春节：2月15日至21日放假调休，共7天。2月11日（星期日）、2月24日（星期六）上班。',
      '三、清明节：4月5日至7日放假调休，共3天。4月8日（星期日）上班。',
      '四、劳动节：4月29日至5月1日放假调休，共3天。4月28日（星期六）上班。',
      '五、端午节：6月18日放假，与周末连休。',
      '六、中秋节：9月24日放假，与周末连休。',
      '七、国庆节：10月1日至7日放假调休，共7天。9月29日（星期六）、9月30日（星期日）上班。',
    ],
  },
  {
    year: 2019,
    version: 3,
    items: [
      '一、元旦：2018年12月30日至2019年1月1日放假调休，共3天。2018年12月29日（星期六）上班。',
      '二、春节：2月4日至10日放假调休，共7天。2月2日（星期六）、2月3日（星期日）上班。',
      '三、清明节：4月5日放假，与周末连休。',
      '四、劳动节：5月1日放假。',
      '五、端午节：6月7日放假，与周末连休。',
      '六、中秋节：9月13日放假，与周末连休。',
      '七、国庆节：10月1日至7日放假调休，共7天。9月29日（星期日）、10月12日（星期六）上班。',
    ],
  },
  {
    year: 2020,
    version: 5,
    items: [
      '一、元旦：2020年1月1日放假，共1天。',
      '二、春节：1月24日至30日放假调休，共7天。1月19日（星期日）、2月1日（星期六）上班。',
      '三、清明节：4月4日至6日放假调休，共3天。',
      '四、劳动节：5月1日至5日放假调休，共5天。4月26日（星期日）、5月9日（星期六）上班。',
      '五、端午节：6月25日至27日放假调休，共3天。6月28日（星期日）上班。',
      '六、国庆节、中秋节：10月1日至8日放假调休，共8天。9月27日（星期日）、10月10日（星期六）上班。',
    ],
  },
  {
    year: 2021,
    version: 7,
    items: [
      '一、元旦：2021年1月1日至3日放假，共3天。',
      '二、春节：2月11日至17日放假调休，共7天。2月7日（星期日）、2月20日（星期六）上班。',
      '三、清明节：4月3日至5日放假调休，共3天。',
      '四、劳动节：5月1日至5日放假调休，共5天。4月25日（星期日）、5月8日（星期六）上班。',
      '五、端午节：6月12日至14日放假，共3天。',
      '六、中秋节：9月19日至21日放假调休，共3天。9月18日（星期六）上班。',
      '七、国庆节：10月1日至7日放假调休，共7天。9月26日（星期日）、10月9日（星期六）上班。',
    ],
  },
  {
    year: 2022,
    version: 8,
    items: [
      '一、元旦：2022年1月1日至3日放假，共3天。',
      '二、春节：1月31日至2月6日放假调休，共7天。1月29日（星期六）、1月30日（星期日）上班。',
      '三、清明节：4月3日至5日放假调休，共3天。4月2日（星期六）上班。',
      '四、劳动节：4月30日至5月4日放假调休，共5天。4月24日（星期日）、5月7日（星期六）上班。',
      '五、端午节：6月3日至5日放假，共3天。',
      '六、中秋节：9月10日至12日放假，共3天。',
      '七、国庆节：10月1日至7日放假调休，共7天。10月8日（星期六）、10月9日（星期日）上班。',
    ],
  },
  {
    year: 2023,
    version: 9,
    items: [
      '一、元旦：2022年12月31日至2023年1月2日放假调休，共3天。',
      '二、春节：1月21日至27日放假调休，共7天。1月28日（星期六）、1月29日（星期日）上班。',
      '三、清明节：4月5日放假，共1天。',
      '四、劳动节：4月29日至5月3日放假调休，共5天。4月23日（星期日）、5月6日（星期六）上班。',
      '五、端午节：6月22日至24日放假调休，共3天。6月25日（星期日）上班。',
      '六、中秋节、国庆节：9月29日至10月6日放假调休，共8天。10月7日（星期六）、10月8日（星期日）上班。',
    ],
  },
  {
    year: 2024,
    version: 10,
    items: [
      '一、元旦：1月1日放假，与周末连休。',
      '二、春节：2月10日至17日放假调休，共8天。2月4日（星期日）、2月18日（星期日）上班。鼓励各单位结合带薪年休假等制度落实，安排职工在除夕（2月9日）休息。',
      '三、清明节：4月4日至6日放假调休，共3天。4月7日（星期日）上班。',
      '四、劳动节：5月1日至5日放假调休，共5天。4月28日（星期日）、5月11日（星期六）上班。',
      '五、端午节：6月10日放假，与周末连休。',
      '六、中秋节：9月15日至17日放假调休，共3天。9月14日（星期六）上班。',
      '七、国庆节：10月1日至7日放假调休，共7天。9月29日（星期日）、10月12日（星期六）上班。',
    ],
  },
  {
    year: 2025,
    version: 11,
    items: [
      '一、元旦：1月1日（周三）放假1天，不调休。',
      '二、春节：1月28日（农历除夕、周二）至2月4日（农历正月初七、周二）放假调休，共8天。1月26日（周日）、2月8日（周六）上班。',
      '三、清明节：4月4日（周五）至6日（周日）放假，共3天。',
      '四、劳动节：5月1日（周四）至5日（周一）放假调休，共5天。4月27日（周日）上班。',
      '五、端午节：5月31日（周六）至6月2日（周一）放假，共3天。',
      '六、国庆节、中秋节：10月1日（周三）至8日（周三）放假调休，共8天。9月28日（周日）、10月11日（周六）上班。',
    ],
  },
  {
    year: 2026,
    version: 12,
    items: [
      '一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。',
      '二、春节：2月15日（农历腊月二十八、周日）至23日（农历正月初七、周一）放假调休，共9天。2月14日（周六）、2月28日（周六）上班。',
      '三、清明节：4月4日（周六）至6日（周一）放假，共3天。',
      '四、劳动节：5月1日（周五）至5日（周二）放假调休，共5天。5月9日（周六）上班。',
      '五、端午节：6月19日（周五）至21日（周日）放假，共3天。',
      '六、中秋节：9月25日（周五）至27日（周日）放假，共3天。',
      '七、国庆节：10月1日（周四）至7日（周三）放假调休，共7天。9月20日（周日）、10月10日（周六）上班。',
    ],
  },
];

const textOf = (year: number, items: readonly string[]) => [`国务院办公厅关于${year}年`, '部分节假日安排的通知', `国办发明电〔${year - 1}〕7号`, '', '各省、自治区、直辖市人民政府，国务院各部委、各直属机构：', `经国务院批准，现将${year}年元旦、春节放假调休日期的具体安排通知如下。`, ...items, TAIL, '国务院办公厅', `${year - 1}年11月4日`].join('\n');

test.each(NOTICES)('the notice of $year says what the shipped calendar has', ({ year, version, items }) => {
  const { problems, notice, ...read } = parseNoticeText(textOf(year, items));
  expect([problems, notice, read.year]).toEqual([[], { title: `国务院办公厅关于${year}年部分节假日安排的通知`, number: `国办发明电〔${year - 1}〕7号`, publishedOn: `${year - 1}-11-04` }, year]);
  const before = SHIPPED_CALENDARS[version - 2] ?? { version: 0, years: [] };
  const after = SHIPPED_CALENDARS[version - 1];
  expect(after?.version).toBe(version);
  const entered = { year, notice: { title: '通知', number: '一号', publishedOn: `${year - 1}-11-04` }, holidays: read.holidays, makeUpDays: read.makeUpDays };
  if (version > 1) expect(findNoticeErrors(before, entered)).toEqual([]);
  expect(changedDays(withNotice(before, entered), after ?? before)).toEqual([]);
  const names = after?.years.find((one) => one.year === year)?.holidays.map(({ name }) => name);
  expect(read.holidays.map(({ name }) => name)).toEqual(names);
});

test('half-width signs, lines run together and lines broken in the middle read the same', () => {
  const [, , , , , , , , , year2026] = NOTICES;
  if (!year2026) throw new Error('no notice');
  const usual = parseNoticeText(textOf(2026, year2026.items));
  const { items } = year2026;
  const written = [items.join('\n').replaceAll('（', '(').replaceAll('）', ')').replaceAll('：', ':').replaceAll('，', ','), items.join(''), items.join('\n').replaceAll('共', '\n共')];
  for (const text of written) expect(parseNoticeText(text, 2026)).toEqual({ ...usual, notice: {} });
});

test.each([
  ['a weekday that is another', '一、元旦：1月1日（周五）至3日（周六）放假调休，共3天。', 'weekday-differs'],
  ['a count that is another', '一、元旦：1月1日（周四）至3日（周六）放假调休，共4天。', 'count-differs'],
  ['a day that there is not', '一、元旦：2月30日放假。', 'no-such-day'],
  ['a span that runs backwards', '一、元旦：1月3日至1日放假。', 'runs-backwards'],
  ['an item without days', '一、元旦：另行通知。', 'unreadable-line'],
])('%s is said of its line', (_what, line, code) => {
  const { problems } = parseNoticeText(`国务院办公厅关于2026年部分节假日安排的通知\n\n${line}`);
  expect(problems.map((problem) => [problem.line, problem.code])).toContainEqual([3, code]);
});

test('a text that is no notice says so, and one without a year asks for it', () => {
  expect(parseNoticeText('关于召开联席会议的通知', 2026).problems).toEqual([{ line: 1, code: 'nothing-found', text: '' }]);
  expect(parseNoticeText('一、元旦：1月1日放假。').problems).toEqual([{ line: 1, code: 'no-year', text: '' }]);
});

test('rows of a spreadsheet give the same as the notice', () => {
  const rows = '\uFEFF日期,类型,节日\n2027-01-01,放假,元旦\n2027/1/2,放假,元旦\n2027年1月3日,上班,\n';
  expect(parseDayRows(rows)).toEqual({ year: 2027, notice: {}, holidays: [{ name: '元旦', days: ['2027-01-01', '2027-01-02'] }], makeUpDays: ['2027-01-03'], problems: [] });
  expect(parseDayRows('2027-02-30,放假,春节\n2027-02-06,放假,\n2027-02-07,也许,春节').problems).toEqual([
    { line: 1, code: 'no-such-day', text: '2027-02-30' },
    { line: 2, code: 'unreadable-line', text: '2027-02-06,放假,' },
    { line: 3, code: 'unreadable-line', text: '2027-02-07,也许,春节' },
  ]);
});
