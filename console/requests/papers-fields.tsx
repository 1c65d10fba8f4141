import { Checkbox, Form, Input, Select, Space } from 'antd';
import type { Kind } from '../../domain/catalogue/kinds';
import { PAPER_NAMES } from '../../domain/catalogue/papers';
import { DocumentsField } from '../forms/documents-field';

/** The officers' two cards come from the profile. */
const OF_THE_OFFICER = ['id-card', 'enforcement-permit'];

/** The papers that the kind demands, each with its seal where the text demands one. */
export function PapersFields({ kind }: { kind: Kind }) {
  const wanted = kind.papers.filter(({ oneOf }) => !oneOf.some((id) => OF_THE_OFFICER.includes(id)));
  return (
    <>
      {wanted.map((requirement, index) => (
        <Space key={requirement.name} wrap align="end">
          <Form.Item name={['papers', `${kind.id} ${index}`, 'paper']} label={requirement.name} initialValue={requirement.oneOf[0]}>
            <Select disabled={requirement.oneOf.length === 1} options={requirement.oneOf.map((id) => ({ value: id, label: PAPER_NAMES[id] }))} style={{ width: 220 }} />
          </Form.Item>
          <Form.Item name={['papers', `${kind.id} ${index}`, 'documentNumber']} label="文号"><Input style={{ width: 240 }} /></Form.Item>
          <Form.Item name={['papers', `${kind.id} ${index}`, 'courtSeal']} valuePropName="checked" initialValue={requirement.courtSealRequired} rules={requirement.courtSealRequired ? [{ validator: (_rule, sealed) => (sealed === true ? Promise.resolve() : Promise.reject(new Error('依规定应当加盖法院公章'))) }] : []}>
            <Checkbox>已加盖法院公章{requirement.courtSealRequired && '（必须）'}</Checkbox>
          </Form.Item>
        </Space>
      ))}
      <Form.Item name="documents" label="扫描件"><DocumentsField /></Form.Item>
    </>
  );
}
