import { openingEntry } from '../../test/factories/assistance-request';
import { SHIPPED_CALENDAR } from '../../domain/calendar/shipped';
import type { MatterInput } from '../../matters/messages';
import { signalledAnswer } from './signal';

const input: MatterInput = { matter: 'AR-2026-000001', ledger: [openingEntry('2026-03-05T09:00')], calendar: SHIPPED_CALENDAR };

test('a signal speaks for the unit, and what is no outcome of ours is not repeated', () => {
  expect(signalledAnswer(input, { officer: '李四', outcome: 'done', result: 'x' })).toEqual({ name: 'answer', by: { kind: 'machine', id: 'signal', body: 'police', side: 'unit' }, facts: { outcome: 'done', answerSeal: 'none' } });
  expect(signalledAnswer(input, { officer: '李四', outcome: '张三已查到' }).facts).toEqual({ outcome: 'unknown', answerSeal: 'none' });
});
