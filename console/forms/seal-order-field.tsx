import { ArrowDownOutlined, ArrowUpOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button, Space } from 'antd';
import { useEffect, useRef } from 'react';
import { sealsQuery } from '../client/queries';
import { sealChoices } from './references';

/** The seals of the registry's book, moved up and down until they stand as it does. */
export function SealOrderField({ matter, value, onChange }: { matter: string | undefined; value?: readonly number[]; onChange?: (order: readonly number[]) => void }) {
  const { data } = useQuery({ ...sealsQuery(matter ?? ''), enabled: matter !== undefined });
  const isBooked = new Set((data?.seals ?? []).filter(({ bookedAt, state }) => bookedAt !== null && state !== 'to-confirm').map(({ no }) => no));
  const choices = sealChoices(data).filter(({ value: no }) => isBooked.has(Number(no)));
  const order = value ?? choices.map(({ value: no }) => Number(no));
  const said = useRef(false);
  useEffect(() => {
    // As it stands it may be right already: then nothing has to be moved.
    if (said.current || choices.length === 0) return;
    said.current = true;
    onChange?.(choices.map(({ value: no }) => Number(no)));
  });
  const move = (from: number, to: number): void => {
    const next = [...order];
    next.splice(to, 0, ...next.splice(from, 1));
    onChange?.(next);
  };
  return (
    <ol aria-label="登记簿顺序" style={{ margin: 0, paddingInlineStart: 24 }}>
      {order.map((no, index) => {
        const label = (choices.find(({ value: other }) => other === no)?.label ?? '').replace(/^第 \d+ 顺位 /, '');
        return (
          <li key={no} style={{ marginBottom: 4 }}>
            <Space>
              <Button size="small" aria-label={`将${label}上移`} icon={<ArrowUpOutlined />} disabled={index === 0} onClick={() => move(index, index - 1)} />
              <Button size="small" aria-label={`将${label}下移`} icon={<ArrowDownOutlined />} disabled={index === order.length - 1} onClick={() => move(index, index + 1)} />
              <span>{label}</span>
            </Space>
          </li>
        );
      })}
    </ol>
  );
}
