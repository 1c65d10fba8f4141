import { instantText } from '../words/dates';
import { useMe } from './signed-in-as';

/** Nobody may take a rehearsal for the real thing, on any page, on paper or on a picture of the screen. */
export function RehearsalBanner() {
  const { now } = useMe();
  return (
    <div role="status" style={{ position: 'sticky', top: 0, zIndex: 100, background: 'repeating-linear-gradient(135deg, #fff3b0 0 24px, #ffe680 24px 48px)', color: '#3d2b00', fontWeight: 600, textAlign: 'center', padding: '6px 12px' }}>
      演练环境：所有数据均为虚构，不具法律效力。演练时间 {instantText(now)}
    </div>
  );
}
