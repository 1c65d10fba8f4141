import { App, Button } from 'antd';
import { cardText, type Told } from './card-text';

export function CopyCard({ matter }: { matter: Told }) {
  const { message } = App.useApp();
  const copy = (): void => void navigator.clipboard.writeText(cardText(matter, window.location.origin)).then(() => message.success('已复制，不含个人信息'), () => message.error('浏览器不允许复制，请手动选择文字复制'));
  return <Button size="small" className="not-printed" onClick={copy}>复制卡片</Button>;
}
