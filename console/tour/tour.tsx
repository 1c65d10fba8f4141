import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Space } from 'antd';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { api } from '../client/client';
import { useMe } from '../app/signed-in-as';
import { STEPS } from './steps';
import './tour.css';

const BESIDE_PX = 14;

/** Shows the way around once. By keyboard: arrows to go on and back, Esc to leave; whoever left it is not asked again. */
export default function Tour({ end }: { end: () => void }) {
  const me = useMe();
  const queries = useQueryClient();
  const dialog = useRef<HTMLDialogElement>(null);
  const [current, go] = useState(0);
  const remember = useMutation({ mutationFn: () => api.PUT('/me/tour', { body: {} }), onSettled: () => queries.invalidateQueries({ queryKey: ['me'] }) });
  const steps = STEPS.filter(({ roles }) => roles === undefined || roles.some((role) => me.roles.includes(role)));
  const step = steps[current];
  const at = step?.at;

  useEffect(() => dialog.current?.showModal(), []);
  useEffect(() => {
    // On a phone the menu is away: then the step stands in the middle.
    const target = at === undefined ? null : document.querySelector<HTMLElement>(at);
    target?.classList.add('tour-target');
    const box = target?.getBoundingClientRect();
    const beside = box ? { margin: '0', left: `${box.right + BESIDE_PX}px`, top: `${Math.min(box.top, window.innerHeight - 240)}px` } : { margin: '', left: '', top: '' };
    if (dialog.current) Object.assign(dialog.current.style, beside);
    return () => target?.classList.remove('tour-target');
  }, [at]);

  const leave = (): void => {
    end();
    if (!me.hasBeenShownAround) remember.mutate();
  };
  const onKeyDown = ({ key }: KeyboardEvent): void => {
    if (key === 'ArrowRight') go(Math.min(current + 1, steps.length - 1));
    if (key === 'ArrowLeft') go(Math.max(current - 1, 0));
  };
  if (!step) return null;
  const isLast = current === steps.length - 1;
  return (
    <dialog ref={dialog} className="tour" aria-labelledby="tour-title" aria-describedby="tour-text" onCancel={leave} onKeyDown={onKeyDown}>
      <div aria-live="polite">
        <h2 id="tour-title">{step.title}</h2>
        <p id="tour-text">{step.text}</p>
      </div>
      <Space wrap>
        <Button type="primary" autoFocus onClick={isLast ? leave : () => go(current + 1)}>{isLast ? '开始使用' : '下一步'}</Button>
        {current > 0 && <Button onClick={() => go(current - 1)}>上一步</Button>}
        {!isLast && <Button type="text" onClick={leave}>跳过</Button>}
        <span>{current + 1}/{steps.length}</span>
      </Space>
    </dialog>
  );
}
