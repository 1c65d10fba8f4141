import { Button, Space } from 'antd';

interface Props {
  readonly isDone: boolean;
  readonly label: string;
  readonly isPending: boolean;
  readonly isDisabled?: boolean;
  readonly act: () => void;
  readonly close: () => void;
}

/** Act, or leave it; afterwards one button to close, on which Enter is already. */
export function DialogButtons({ isDone, label, isPending, isDisabled = false, act, close }: Props) {
  if (isDone) return <Button key="close" type="primary" autoFocus onClick={close}>关闭</Button>;
  return <Space><Button onClick={close}>取消</Button><Button type="primary" loading={isPending} disabled={isDisabled} onClick={act}>{label}</Button></Space>;
}
