import { Checkbox, Form, Input, Select, Space } from 'antd';
import type { Kind } from '../../domain/catalogue/kinds';
import { PAPER_NAMES } from '../../domain/catalogue/papers';
import { DocumentsField } from '../forms/documents-field';
import type { KindFilled } from './filled';

/** The officers' two cards come from the profile. */
const OF_THE_OFFICER = ['id-card', 'enforcement-permit'];

/** The papers that the kind demands, and the proof of the ground that was chosen, each with its seal where the text demands one. */
export function PapersFields({ kind }: { kind: Kind }) {
  const at = ['of', kind.id];
  const ground = (Form.useWatch([...at, 'particulars']) as KindFilled['particulars'])?.['ground'];
  const proof = kind.grounds.find(({ id }) => id === ground)?.proof;
  const wanted = [...kind.papers.filter(({ oneOf }) => !oneOf.some((id) => OF_THE_OFFICER.includes(id))), ...(proof ? [proof] : [])];
  return (
    <>
      {wanted.map(({ name, oneOf, courtSealRequired }) => (
        <Space key={oneOf.join(' ')} wrap align="end">
          <Form.Item name={[...at, 'papers', oneOf.join(' '), 'paper']} label={name} initialValue={oneOf[0]}>
            <Select disabled={oneOf.length === 1} options={oneOf.map((id) => ({ value: id, label: PAPER_NAMES[id] }))} style={{ width: 220 }} />
          </Form.Item>
          <Form.Item name={[...at, 'papers', oneOf.join(' '), 'documentNumber']} label="文号"><Input style={{ width: 240 }} /></Form.Item>
          <Form.Item name={[...at, 'papers', oneOf.join(' '), 'courtSeal']} valuePropName="checked" initialValue={courtSealRequired} rules={courtSealRequired ? [{ validator: (_rule, sealed) => (sealed === true ? Promise.resolve() : Promise.reject(new Error('依规定应当加盖法院公章'))) }] : []}>
            <Checkbox>已加盖法院公章{courtSealRequired && '（必须）'}</Checkbox>
          </Form.Item>
        </Space>
      ))}
      <DocumentsField name={[...at, 'documents']} label="扫描件" extra="协助单位有多个的，每个单位各收到一份" />
    </>
  );
}
