import { useQuery } from '@tanstack/react-query';
import { Card, Checkbox, Form, Input, Select } from 'antd';
import type { Kind } from '../../domain/catalogue/kinds';
import { catalogueQuery } from '../client/queries';
import { SchemaFields } from '../forms/schema-fields';
import { DuePreview } from './due-preview';
import type { KindFilled } from './filled';
import { bodiesFor, PRECONDITIONS } from './kinds';
import { PapersFields } from './papers-fields';
import { useParticulars } from './particulars';
import { REQUIRED } from './required';

/** What one kind asks for: the units that do it, when they would owe it, what of it, with which papers. */
export function KindCard({ kind }: { kind: Kind }) {
  const catalogue = useQuery(catalogueQuery);
  const particulars = useParticulars(kind);
  const form = Form.useFormInstance();
  const at = ['of', kind.id];
  const documents = Form.useWatch([...at, 'documents']) as KindFilled['documents'];
  const bodies = bodiesFor(kind, catalogue.data);
  return (
    <Card size="small" title={kind.name} extra={kind.clause} style={{ marginBottom: 16 }}>
      <Form.Item name={[...at, 'units']} label={`协助单位（${kind.name}）`} style={{ marginBottom: 12 }} extra={bodies.length > 1 ? '可选多个，分别立项' : undefined} rules={[{ required: true, message: '请选择协助单位' }]} initialValue={bodies.length === 1 ? bodies.map(({ value }) => value) : undefined}>
        <Select mode="multiple" showSearch={{ optionFilterProp: 'label' }} options={bodies} loading={catalogue.isPending} onChange={() => void form.validateFields([[...at, 'units']]).catch(() => undefined)} />
      </Form.Item>
      <DuePreview kind={kind} />
      <div style={{ height: 16 }} />
      {kind.dataItems.length > 0 && <Form.Item name={[...at, 'dataItems']} label={`查询项目（${kind.name}）`} rules={[{ required: true, message: '请至少选择一项' }]}><DataItems kind={kind} /></Form.Item>}
      {kind.preconditions.map((id) => PRECONDITIONS[id] !== undefined && <Form.Item key={id} name={[...at, 'preconditions', id]} label={`${PRECONDITIONS[id]}：凭证`} rules={REQUIRED}><Input maxLength={4000} /></Form.Item>)}
      {kind.needsContact24h && <Contact at={at} />}
      {particulars && <SchemaFields schema={particulars} command="open-request" at={[...at, 'particulars']} documents={documents ?? []} />}
      <PapersFields kind={kind} />
    </Card>
  );
}

/** Without what the form says of a single input: a group of boxes is no input. */
function DataItems({ kind, value = [], onChange }: { kind: Kind; value?: string[]; onChange?: (items: string[]) => void }) {
  const all = kind.dataItems.map(({ id }) => id);
  return (
    <>
      <Checkbox checked={value.length === all.length} indeterminate={value.length > 0 && value.length < all.length} onChange={({ target }) => onChange?.(target.checked ? all : [])}>全选</Checkbox>
      <Checkbox.Group value={value} onChange={onChange} options={kind.dataItems.map(({ id, name }) => ({ value: id, label: name }))} />
    </>
  );
}

function Contact({ at }: { at: readonly string[] }) {
  return (
    <>
      <Form.Item name={[...at, 'contact24h', 'name']} label="24小时联系人" rules={REQUIRED}><Input /></Form.Item>
      <Form.Item name={[...at, 'contact24h', 'phone']} label="联系电话" rules={[...REQUIRED, { pattern: /^\+?[0-9 -]{5,20}$/, message: '电话号码有误' }]}><Input /></Form.Item>
    </>
  );
}
