import { Tag } from 'antd';
import type { TimeLeft } from '../words/time-left';

const COLOURS = { late: 'red', today: 'volcano', soon: 'gold', calm: undefined, none: undefined } as const;

export function PressureTag({ text, pressure }: TimeLeft) {
  return <Tag color={COLOURS[pressure]} style={{ fontWeight: pressure === 'late' || pressure === 'today' ? 600 : undefined }}>{text}</Tag>;
}
