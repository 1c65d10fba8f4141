import { Spin } from 'antd';

export function Waiting({ size = 'default' }: { size?: 'small' | 'default' | 'large' }) {
  return (
    <div role="status" aria-label="正在读取" style={size === 'large' ? { textAlign: 'center', marginTop: '20vh' } : undefined}>
      <Spin size={size} />
    </div>
  );
}
