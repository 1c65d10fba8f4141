import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Card, Form, Input, InputNumber, Radio, Select, Space } from 'antd';
import type { FormItemProps, Rule } from 'antd/es/form';
import { createContext, useContext } from 'react';
import type { Matter } from '../client/queries';
import { choiceName, fieldName } from '../words/choices';
import { DocumentsField, type Given } from './documents-field';
import { DayPicker, InstantPicker } from './pickers';
import type { Choice } from './references';
import { branchFor, kindOf, LONGEST_LINE, type Schema } from './schema';
import { SealOrderField } from './seal-order-field';
import { useChoices } from './use-choices';

type Path = readonly (string | number)[];

/** What fields need to know of the act they belong to. */
const OfAct = createContext<{ command: string; matter?: Matter; documents: readonly Given[] }>({ command: '', documents: [] });

/** One input for each field of the schema, in its order, with Chinese labels, checked in place. */
export function SchemaFields({ schema, command, matter, at = [], documents = [] }: { schema: Schema; command: string; matter?: Matter; at?: Path; documents?: readonly Given[] }) {
  return (
    <OfAct.Provider value={{ command, documents, ...(matter ? { matter } : {}) }}>
      <Fields schema={schema} at={at} within={at} />
    </OfAct.Provider>
  );
}

/** `at` is the path from the form's root, `within` the part of it that a list of the form adds by itself. */
function Fields({ schema, at, within }: { schema: Schema; at: Path; within: Path }) {
  return Object.entries(schema.properties ?? {}).map(([name, field]) => <Field key={name} name={name} schema={field} at={[...at, name]} within={[...within, name]} isRequired={schema.required?.includes(name) === true && field.default === undefined} />);
}

interface FieldProps {
  readonly name: string;
  readonly schema: Schema;
  readonly at: Path;
  readonly within: Path;
  readonly isRequired: boolean;
}

function Field({ name, schema, at, within, isRequired }: FieldProps) {
  const { command, matter } = useContext(OfAct);
  const label = fieldName(name, schema.title) ?? name;
  const kind = kindOf(name, schema);
  const choices = useChoices(command, name, matter);
  const item = { name: [...within], label, required: isRequired, initialValue: schema.default, rules: rulesOf(schema, label, isRequired) };
  if (choices !== undefined && (kind === 'line' || kind === 'prose' || kind === 'number')) return <ReferenceField item={item} choices={choices} isRequired={isRequired} />;
  switch (kind) {
    case 'left-out':
      return null;
    case 'documents':
      return <DocumentsField name={[...within]} label={label} isRequired={isRequired} />;
    case 'document':
      return <Form.Item {...item}><DocumentChoice /></Form.Item>;
    case 'choice': {
      const options = (schema.enum ?? []).map((code) => ({ value: code, label: choiceName(command, name, code) ?? code }));
      return <Form.Item {...item}>{options.length <= 5 ? <Radio.Group options={options} /> : <Select options={options} />}</Form.Item>;
    }
    case 'yes-no':
      return <Form.Item {...item}><Radio.Group options={[{ value: true, label: '是' }, { value: false, label: '否' }]} /></Form.Item>;
    case 'number':
      return <Form.Item {...item}><InputNumber min={schema.minimum} max={schema.maximum} style={{ width: '100%' }} /></Form.Item>;
    case 'day':
      return <Form.Item {...item}><DayPicker style={{ width: '100%' }} /></Form.Item>;
    case 'instant':
      return <Form.Item {...item} extra="北京时间"><InstantPicker style={{ width: '100%' }} /></Form.Item>;
    case 'line':
      return <Form.Item {...item}><Input maxLength={schema.maxLength} /></Form.Item>;
    case 'prose':
      return <Form.Item {...item}><Input.TextArea maxLength={schema.maxLength} autoSize={{ minRows: 2, maxRows: 8 }} /></Form.Item>;
    case 'order':
      return <Form.Item {...item}><SealOrderField matter={matter?.number} /></Form.Item>;
    case 'group':
      return <Card size="small" type="inner" title={isRequired ? label : `${label}（选填）`} style={{ marginBottom: 16 }}><Fields schema={isRequired ? schema : { ...schema, required: [] }} at={at} within={within} /></Card>;
    case 'one-of':
      return <OneOf label={label} schema={schema} at={at} within={within} />;
    case 'list':
      return <ListField name={name} label={label} schema={schema} at={at} within={within} isRequired={isRequired} />;
  }
}

function rulesOf(schema: Schema, label: string, isRequired: boolean): Rule[] {
  return [
    ...(isRequired ? [{ required: true, message: `请填写${label}` }] : []),
    ...(schema.pattern === undefined || schema.type !== 'string' ? [] : [{ pattern: new RegExp(schema.pattern, 'u'), message: `${label}格式有误` }]),
  ];
}

function ListField({ name, label, schema, at, within, isRequired }: FieldProps & { label: string }) {
  const item = schema.items ?? {};
  const isPlain = item.properties === undefined && item.oneOf === undefined && item.anyOf === undefined;
  if (isPlain && item.enum === undefined && (item.maxLength ?? 0) > LONGEST_LINE) {
    return <Form.Item name={[...within]} label={label} required={isRequired} rules={rulesOf({}, label, isRequired)} extra="每行一项" getValueProps={(lines?: readonly string[]) => ({ value: lines?.join('\n') })} normalize={(text: string) => text.split('\n')}><Input.TextArea autoSize={{ minRows: 2, maxRows: 8 }} /></Form.Item>;
  }
  if (isPlain && item.enum === undefined) {
    return <Form.Item name={[...within]} label={label} required={isRequired} rules={rulesOf({}, label, isRequired)}><Select mode="tags" tokenSeparators={['、', '，', ',']} open={false} suffixIcon={null} placeholder="输入后按回车" /></Form.Item>;
  }
  if (isPlain) return <PlainChoices name={name} label={label} schema={schema} within={within} isRequired={isRequired} />;
  return (
    <Form.List name={[...within]} initialValue={isRequired ? [{}] : []}>
      {(rows, { add, remove }) => (
        <Card size="small" type="inner" title={label} style={{ marginBottom: 16 }}>
          {rows.map((row) => (
            <Space key={row.key} align="start" style={{ display: 'flex' }}>
              <div style={{ minWidth: 240 }}>
                {item.properties ? <Fields schema={item} at={[...at, row.name]} within={[row.name]} /> : <OneOf label={label} schema={item} at={[...at, row.name]} within={[row.name]} />}
              </div>
              {rows.length > (schema.minItems ?? 0) && <Button aria-label={`删去这一项${label}`} icon={<DeleteOutlined />} onClick={() => remove(row.name)} />}
            </Space>
          ))}
          {rows.length < (schema.maxItems ?? 50) && <Button icon={<PlusOutlined />} onClick={() => add({})}>添加</Button>}
        </Card>
      )}
    </Form.List>
  );
}

function PlainChoices({ name, label, schema, within, isRequired }: { name: string; label: string; schema: Schema; within: Path; isRequired: boolean }) {
  const { command } = useContext(OfAct);
  const options = (schema.items?.enum ?? []).map((code) => ({ value: code, label: choiceName(command, name, code) ?? code }));
  return <Form.Item name={[...within]} label={label} required={isRequired} rules={rulesOf({}, label, isRequired)}><Select mode="multiple" options={options} /></Form.Item>;
}

/** One of several shapes, told apart by a field that each fixes. */
function OneOf({ label, schema, at, within }: { label: string; schema: Schema; at: Path; within: Path }) {
  const { command } = useContext(OfAct);
  const branches = schema.oneOf ?? schema.anyOf ?? [];
  const mark = Object.entries(branches[0]?.properties ?? {}).find(([, field]) => field.const !== undefined)?.[0];
  const given = Form.useWatch([...at]) as Record<string, unknown> | undefined;
  if (mark === undefined) return null;
  const options = branches.map((branch) => String(branch.properties?.[mark]?.const)).map((code) => ({ value: code, label: choiceName(command, mark, code) ?? code }));
  const branch = branchFor(schema, given);
  const rest = branch && { ...branch, properties: Object.fromEntries(Object.entries(branch.properties ?? {}).filter(([name]) => name !== mark)) };
  return (
    <>
      <Form.Item name={[...within, mark]} label={`${label}种类`} rules={[{ required: true, message: '请选择' }]}><Select options={options} /></Form.Item>
      {given?.[mark] !== undefined && rest && <Fields schema={rest} at={at} within={within} />}
    </>
  );
}

/** What there is to choose from; the only thing there is, is chosen already. */
function ReferenceField({ item, choices, isRequired }: { item: FormItemProps; choices: readonly Choice[]; isRequired: boolean }) {
  const [only] = choices;
  const initialValue = isRequired && choices.length === 1 && only ? only.value : undefined;
  return (
    <Form.Item {...item} initialValue={initialValue}>
      <Select allowClear={!isRequired} showSearch={{ optionFilterProp: 'label' }} options={[...choices]} notFoundContent="没有可选的内容" />
    </Form.Item>
  );
}

/** One of the documents that the act carries. */
function DocumentChoice({ id, value, onChange }: { id?: string; value?: string; onChange?: (document: string) => void }) {
  const { documents } = useContext(OfAct);
  return <Select id={id} value={value} onChange={onChange} options={documents.map(({ document, title }) => ({ value: document, label: title }))} notFoundContent="请先在下方上传扫描件" />;
}
