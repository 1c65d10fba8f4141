import { getRuleSet, RULE_SETS, withAdvisoryTargets } from '../rule-sets';
import { COUNT_SETTINGS, countInForce, dutyPhoneInForce, settingsAtOpening, TARGET_SETTINGS, TEXT_SETTINGS } from './settings';

const YUNFU = getRuleSet('yunfu-2017');

describe('what may be set', () => {
  test('the defaults are the rule sets’ own numbers', () => {
    for (const ruleSet of RULE_SETS) {
      expect(COUNT_SETTINGS['receipt.deemedAfterWorkingDays'].default).toBe(ruleSet.deemedReceipt.workingDaysAfterDelivery);
      for (const wording of ['immediately', 'promptly', 'none'] as const) expect(TARGET_SETTINGS[`target.${wording}`]?.default).toEqual(ruleSet.advisoryDefaults[wording]);
    }
    expect(TARGET_SETTINGS['target.term.request.accept-answer']?.default).toEqual({ kind: 'working-days', n: 3 });
    expect(TARGET_SETTINGS['target.term.dispute.coordinate']?.default).toBeNull();
  });

  test('every default lies in its range', () => {
    for (const setting of Object.values(COUNT_SETTINGS)) expect(setting.default >= setting.min && setting.default <= setting.max).toBe(true);
    for (const { lengths, default: length } of Object.values(TARGET_SETTINGS)) {
      if (length === null || length.kind === 'calendar-days') continue;
      expect(lengths[length.kind]?.min).toBeLessThanOrEqual(length.n);
      expect(lengths[length.kind]?.max).toBeGreaterThanOrEqual(length.n);
    }
  });

  test('every term without a number of the law’s own can be set, and no statutory one', () => {
    const advisory = RULE_SETS.flatMap(({ terms }) => Object.entries(terms).filter(([, term]) => term.force === 'advisory').map(([name]) => `target.term.${name}`));
    expect(Object.keys(TARGET_SETTINGS).filter((name) => name.startsWith('target.term.')).sort()).toEqual([...new Set(advisory)].sort());
  });

  test('a kind whose duties all have a statutory term cannot be set', () => {
    expect(Object.keys(TARGET_SETTINGS)).toContain('target.kind.land.seal');
    expect(Object.keys(TARGET_SETTINGS)).not.toContain('target.kind.land.query');
  });

  test('every one has a Chinese title of its own', () => {
    const titles = Object.entries({ ...COUNT_SETTINGS, ...TARGET_SETTINGS, ...TEXT_SETTINGS }).map(([name, { title }]) => `${name.split('.').slice(0, 2).join('.')} ${title}`);
    expect(new Set(titles).size).toBe(titles.length);
    for (const title of titles) expect(title).toMatch(/ [\u4e00-\u9fff“]/);
  });
});

describe('the duty number of a police office', () => {
  test('can be set for the city’s and each place’s police, and for nobody else', () => {
    expect(Object.keys(TEXT_SETTINGS)).toEqual(['city', 'yuncheng', 'yunan-district', 'luoding', 'xinxing', 'yunan-county'].map((place) => `emergency.dutyPhone.police.${place}`));
  });

  test('is the operator’s, and unknown until somebody has entered one', () => {
    expect(dutyPhoneInForce({}, 'police.luoding')).toBeUndefined();
    expect(dutyPhoneInForce({ 'emergency.dutyPhone.police.luoding': '0766-3822110' }, 'police.luoding')).toBe('0766-3822110');
    expect(dutyPhoneInForce({ 'emergency.dutyPhone.police.luoding': '0766-3822110' }, 'police.xinxing')).toBeUndefined();
  });
});

describe('what a new matter records', () => {
  test('nothing, while nothing is set or what is set is the rule set’s own', () => {
    expect(settingsAtOpening({}, YUNFU)).toEqual({});
    expect(settingsAtOpening({ 'receipt.deemedAfterWorkingDays': 1 }, YUNFU)).toEqual({});
  });

  test('the targets and the deemed receipt that were set, in the shape that the procedures read', () => {
    const values = { 'receipt.deemedAfterWorkingDays': 2, 'target.immediately': { kind: 'hours', n: 4 }, 'target.kind.justice.query': { kind: 'working-days', n: 5 }, 'target.term.dispute.coordinate': { kind: 'working-days', n: 30 } } as const;
    const recorded = settingsAtOpening(values, YUNFU);
    expect(recorded).toEqual({
      advisoryTargets: { wordings: { immediately: { kind: 'hours', n: 4 } }, kinds: { 'justice.query': { kind: 'working-days', n: 5 } }, terms: { 'dispute.coordinate': { kind: 'working-days', n: 30 } } },
      deemedReceipt: { workingDaysAfterDelivery: 2 },
    });
    const ours = withAdvisoryTargets(YUNFU, recorded.advisoryTargets ?? {});
    expect(ours.duties['land.seal'][0]?.term.length).toEqual({ kind: 'hours', n: 4 });
    expect(ours.terms['dispute.coordinate']?.length).toEqual({ kind: 'working-days', n: 30 });
  });

  test('a name that is known no longer is left aside', () => {
    expect(settingsAtOpening({ 'target.kind.gone': { kind: 'hours', n: 1 } }, YUNFU)).toEqual({});
    expect(countInForce({}, 'receipt.deemedAfterWorkingDays')).toBe(1);
  });
});
