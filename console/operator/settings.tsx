import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Input, InputNumber, Select, Space, Table } from 'antd';
import { useState } from 'react';
import { Trouble } from '../app/trouble';
import { Waiting } from '../app/waiting';
import { api, bodyOf } from '../client/client';
import type { paths } from '../client/generated/openapi';
import { shortInstant } from '../words/dates';

type All = paths['/settings']['get']['responses'][200]['content']['application/json'];
type Setting = All['items'][number];
type Value = Setting['value'];

const UNITS: Readonly<Record<string, string>> = { 'working-days': '个工作日', 'calendar-days': '日', hours: '小时', minutes: '分钟', times: '次' };

function valueText(value: Value): string {
  if (value === null) return '';
  return typeof value === 'object' ? `${value.n} ${UNITS[value.kind] ?? value.kind}` : String(value);
}

/** What the operator may set where the law says no number; terms of the law are not among them. */
export function Settings() {
  const settings = useQuery({ queryKey: ['settings'], queryFn: () => bodyOf(api.GET('/settings')) });
  if (settings.isPending) return <Waiting />;
  if (settings.isError) return <Trouble error={settings.error} again={() => void settings.refetch()} />;
  return <AllSettings key={settings.data.version} all={settings.data} />;
}

function AllSettings({ all }: { all: All }) {
  const { message } = App.useApp();
  const queries = useQueryClient();
  const [values, set] = useState<Readonly<Record<string, Value>>>(() => Object.fromEntries(all.items.map(({ name, value }) => [name, value])));
  const save = useMutation({
    mutationFn: () => api.PUT('/settings', { body: { version: all.version, values: Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null && value !== '')) } }),
    onSuccess: () => {
      void message.success('已保存，对今后发起的事项生效');
      return queries.invalidateQueries({ queryKey: ['settings'] });
    },
  });
  return (
    <Space orientation="vertical" style={{ width: '100%' }}>
      <p style={{ margin: 0 }}>留空的，适用默认值。只对今后发起的事项生效。{all.setAt !== null && `上次修改：${shortInstant(all.setAt)}（第 ${all.version} 版）。`}</p>
      {save.isError && <Trouble error={save.error} />}
      <Table<Setting>
        size="small"
        rowKey="name"
        pagination={false}
        dataSource={all.items}
        columns={[
          { title: '设置', dataIndex: 'title' },
          { title: '默认', key: 'default', render: (_, setting) => valueText(setting.default) },
          { title: '可设范围', key: 'ranges', render: (_, { ranges }) => ranges.map(({ unit, min, max }) => `${min}–${max} ${UNITS[unit] ?? unit}`).join('，或 ') },
          { title: '现值', key: 'value', width: 230, render: (_, setting) => <ValueField setting={setting} value={values[setting.name] ?? null} onChange={(value) => set({ ...values, [setting.name]: value })} /> },
        ]}
      />
      <Button type="primary" loading={save.isPending} onClick={() => save.mutate()}>保存</Button>
    </Space>
  );
}

function ValueField({ setting, value, onChange }: { setting: Setting; value: Value; onChange: (value: Value) => void }) {
  const { title, ranges, isTarget } = setting;
  const [first] = ranges;
  if (!first) return <Input aria-label={title} value={typeof value === 'string' ? value : ''} onChange={({ target }) => onChange(target.value === '' ? null : target.value)} />;
  if (!isTarget) return <Space><InputNumber aria-label={title} min={first.min} max={first.max} value={typeof value === 'number' ? value : null} onChange={(n) => onChange(n)} />{UNITS[first.unit]}</Space>;
  const target = typeof value === 'object' && value !== null ? value : null;
  const kind = target?.kind ?? (first.unit as NonNullable<typeof target>['kind']);
  const range = ranges.find(({ unit }) => unit === kind) ?? first;
  return (
    <Space>
      <InputNumber aria-label={title} min={range.min} max={range.max} value={target?.n ?? null} onChange={(n) => onChange(n === null ? null : { kind, n })} />
      {ranges.length === 1 ? UNITS[kind] : <Select aria-label={`${title}：单位`} value={kind} onChange={(unit) => onChange({ kind: unit, n: target?.n ?? range.min })} options={ranges.map(({ unit }) => ({ value: unit as typeof kind, label: UNITS[unit] ?? unit }))} style={{ width: 110 }} />}
    </Space>
  );
}
