import { mayChangeInstruction, readsInstruction } from '../access/standing-instructions';
import { type Role, ROLES } from '../access/permissions';
import { actsBefore, CRIME_IDS, isInForceOn, PRODUCT_DEFAULT, type StandingInstruction, standingInstructionFor } from './standing-instruction';

const CONFIRMED: StandingInstruction = { id: 'i', version: 2, status: 'confirmed', judge: 'a', crimes: ['refusal-to-perform'], validFrom: '2026-03-02', validTo: '2026-12-31' };

test('an instruction holds from its first day to its last, both included', () => {
  expect(['2026-03-01', '2026-03-02', '2026-12-31', '2027-01-01'].map((day) => isInForceOn(CONFIRMED, day))).toEqual([false, true, true, false]);
});

test('a withdrawn instruction holds on no day', () => {
  expect(isInForceOn({ ...CONFIRMED, status: 'withdrawn' }, '2026-06-01')).toBe(false);
});

test('a referral records the instruction that holds or is still to begin, and none that was withdrawn or has run out', () => {
  expect(standingInstructionFor(CONFIRMED, '2026-06-01')).toBe(CONFIRMED);
  expect(standingInstructionFor(CONFIRMED, '2026-02-01')).toBe(CONFIRMED);
  expect(standingInstructionFor(CONFIRMED, '2027-01-01')).toBeNull();
  expect(standingInstructionFor({ ...CONFIRMED, status: 'withdrawn' }, '2026-06-01')).toBeNull();
  expect(standingInstructionFor({ ...CONFIRMED, status: 'withdrawn' }, '2026-02-01')).toBeNull();
  expect(standingInstructionFor(undefined, '2026-06-01')).toBeNull();
});

test('one acts before another when a day that is still to come is its own; withdrawn or run out it acts on none', () => {
  const acts = (over: Partial<StandingInstruction>, day: string) => actsBefore({ ...CONFIRMED, ...over }, day, '2026-06-01');
  expect([acts({}, '2026-06-02'), acts({}, '2026-06-01'), acts({}, '2026-03-02')]).toEqual([true, false, false]);
  // It begins only on 1 July itself.
  expect([acts({ validFrom: '2026-07-01' }, '2026-07-02'), acts({ validFrom: '2026-07-01' }, '2026-07-01')]).toEqual([true, false]);
  expect([acts({ validTo: '2026-06-01' }, '2026-06-02'), acts({ validTo: '2026-05-31' }, '2026-06-02'), acts({ status: 'withdrawn' }, '2026-06-02')]).toEqual([true, false, false]);
});

test('the product’s default covers every crime that a court refers, from the day of the founding document on', () => {
  expect([...CRIME_IDS].sort()).toEqual(['obstruction', 'refusal-to-pay-labour', 'refusal-to-perform', 'sham-bankruptcy', 'unlawful-disposal']);
  expect(PRODUCT_DEFAULT).toEqual({ status: 'product-default', crimes: CRIME_IDS, validFrom: '2017-09-27' });
});

test('nobody but the head of a court changes its instruction', () => {
  const bodies = ['court.luoding', 'court.intermediate', 'police', 'procuratorate', 'committee', null];
  const able = ROLES.flatMap((role) => bodies.filter((body) => mayChangeInstruction({ roles: [role], body }, 'court.luoding')).map((body) => [role, body]));
  expect(able).toEqual([['unit-head', 'court.luoding']]);
});

test('the court’s own people read it, supervisors that there is one, all others nothing', () => {
  const reads = (role: Role, body: string | null) => readsInstruction({ roles: [role], body }, 'court.luoding');
  expect([reads('court-officer', 'court.luoding'), reads('liaison', 'court.luoding'), reads('supervisor', 'court.luoding')]).toEqual(['whole', 'whole', 'whole']);
  expect([reads('supervisor', 'committee'), reads('supervisor', 'court.intermediate')]).toEqual(['existence', 'existence']);
  expect([reads('enforcement-bureau', 'court.intermediate'), reads('prosecutor', 'procuratorate'), reads('committee-officer', 'committee'), reads('operator', null)]).toEqual([undefined, undefined, undefined, undefined]);
});
