import { COURT_OFFICER, deskOfficerOf } from '../../test/factories/assistance-request';
import { REQUEST_COMMANDS } from '../../contract/assistance-request';
import { requestParties } from '../../domain/access/parties';
import { OFFERED } from '../../matters/assistance-request';
import type { Actor, CommandMessage } from '../../matters/ledger';
import { judgeActor } from './judge-actor';

const COMMAND_NAMES = Object.keys(REQUEST_COMMANDS);
const give = (name: string, by: Actor): CommandMessage => ({ id: 'c', name, by, receivedAt: 0, facts: {} });
const codeOf = (name: string, by: Actor, office?: string): string | undefined => judgeActor(requestParties({ court: 'court.yuncheng', unit: 'police', office }), OFFERED, give(name, by))?.code;

const DESK = deskOfficerOf('police');
const COURTS_ALONE = ['record-delivery', 'grant-extension', 'reply-to-query', 'reply-to-delay-notice', 'accept-answer', 'contest-answer', 'withdraw', 'serve-again', 'serve-on-unit', 'accept-return', 'contest-return', 'send-papers', 'record-service', 'withdraw-notice'];
const BOTH = ['propose-service-time', 'confirm-service-time', 'correct', 'acknowledge-correction'];

describe.each(COMMAND_NAMES)('%s', (name) => {
  const isCourts = COURTS_ALONE.includes(name);
  const own = isCourts ? COURT_OFFICER : DESK;
  const others = isCourts ? DESK : COURT_OFFICER;

  test('is refused to the clerk who may only look on, to the operator, and to whoever has no role', () => {
    for (const role of ['supervisor', 'operator', 'committee-officer', undefined]) expect([role, codeOf(name, { ...own, role })]).toEqual([role, 'not-permitted']);
  });

  test('is refused to other courts and units, whatever side they say they are on', () => {
    for (const body of ['court.luoding', 'land', 'committee', '']) for (const side of ['court', 'unit', undefined] as const) expect([body, side, codeOf(name, { ...own, body, side })]).toEqual([body, side, 'not-permitted']);
  });

  test(BOTH.includes(name) ? 'is for either side' : 'is refused to the other side, and to one that says it is this side', () => {
    expect(codeOf(name, others)).toBe(BOTH.includes(name) ? undefined : 'not-permitted');
    expect(codeOf(name, { ...others, side: own.side })).toBe('not-permitted');
    expect(codeOf(name, { ...own, side: others.side })).toBe('not-permitted');
  });

  test('is for its own side’s officers', () => {
    expect(codeOf(name, own)).toBeUndefined();
    expect(codeOf(name, { ...own, role: isCourts ? 'enforcement-bureau' : 'desk-officer' })).toBeUndefined();
  });
});

test('a unit’s own system signs, answers, publishes and says what it did and undid, and nothing else', () => {
  const system: Actor = { kind: 'machine', id: 'system-of-the-police', body: 'police', side: 'unit', role: 'system' };
  expect(COMMAND_NAMES.filter((name) => codeOf(name, system) === undefined).sort()).toEqual(['answer', 'confirm-undone', 'correct-notice', 'publish-notice', 'record-act', 'report-measure', 'sign-receipt']);
});

test('a local office acts for itself', () => {
  expect(codeOf('answer', { ...DESK, body: 'police.luoding' }, 'police.luoding')).toBeUndefined();
  expect(codeOf('answer', { ...DESK, body: 'police.xinxing' }, 'police.luoding')).toBe('not-permitted');
});

test('what is no command is refused as such', () => {
  for (const name of ['annul', 'open-request', 'receipt-deemed', 'term-expired', '']) expect(codeOf(name, COURT_OFFICER)).toBe('unknown-command');
});

test('what a matter sends another is no officer’s to say, nor the other way round', () => {
  const matter: Actor = { kind: 'matter', id: 'DI-2026-000001', body: '', side: 'matter' };
  expect(codeOf('answer', matter)).toBe('not-permitted');
  expect(codeOf('answer', { ...DESK, side: 'matter' })).toBe('not-permitted');
});
