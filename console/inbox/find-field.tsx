import { Input, type InputRef } from 'antd';
import { type Ref, useState } from 'react';

/** What is typed; it follows the address when that changes by another way, and keeps the focus when it was changed here. */
export function FindField({ field, sought, seek }: { field: Ref<InputRef>; sought: string; seek: (text: string) => void }) {
  const [typed, write] = useState({ text: sought, for: sought });
  if (typed.for !== sought) write({ text: sought, for: sought });
  return <Input.Search ref={field} allowClear aria-label="编号或案号" placeholder="编号或案号" value={typed.text} onChange={({ target }) => write({ text: target.value, for: sought })} onSearch={seek} style={{ width: 200 }} />;
}
