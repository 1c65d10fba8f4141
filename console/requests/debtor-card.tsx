import { Card, Col, Form, Input, Radio, Row, Select } from 'antd';
import type { ReactNode } from 'react';
import { REQUIRED } from './required';

const CASE_NUMBER = /^[（(]\d{4}[)）]粤\d{2,4}执[\u4e00-\u9fff]{0,3}\d{1,6}号(之[\u4e00-\u9fff]{1,3})?$/u;

/** In which case, about whom, to what end: the same for every unit that is asked. */
export function DebtorCard() {
  return (
    <Card size="small" title="案件和被执行人" style={{ marginBottom: 16 }}>
      <Row gutter={16}>
        <Half><Form.Item name="caseNumber" label="执行案号" rules={[...REQUIRED, { pattern: CASE_NUMBER, message: '执行案号格式应如（2026）粤5302执123号' }]}><Input /></Form.Item></Half>
        <Half><Form.Item name={['debtor', 'type']} label="被执行人类型" initialValue="natural-person" rules={REQUIRED}><Radio.Group options={[{ value: 'natural-person', label: '自然人' }, { value: 'organisation', label: '法人或者其他组织' }]} /></Form.Item></Half>
        <Half><Form.Item name={['debtor', 'name']} label="姓名（名称）" rules={REQUIRED}><Input autoComplete="off" /></Form.Item></Half>
        <Half><Form.Item name={['debtor', 'idNumber']} label="证件号码"><Input autoComplete="off" maxLength={40} /></Form.Item></Half>
        <Half>
          <Form.Item name="capacity" label="身份" initialValue="debtor" rules={REQUIRED}>
            <Select options={[{ value: 'debtor', label: '被执行人' }, { value: 'legal-representative', label: '法定代表人' }, { value: 'principal', label: '主要负责人' }, { value: 'directly-responsible', label: '影响债务履行的直接责任人员' }, { value: 'executive', label: '高级管理人员' }]} />
          </Form.Item>
        </Half>
        <Half><Form.Item name="serviceMode" label="送达方式" initialValue="electronic"><Radio.Group options={[{ value: 'electronic', label: '电子送达' }, { value: 'window', label: '窗口递交' }, { value: 'post', label: '邮寄' }, { value: 'in-person', label: '直接送达' }]} /></Form.Item></Half>
      </Row>
      <Form.Item name="purpose" label="协助目的" rules={REQUIRED} style={{ marginBottom: 8 }}><Input.TextArea autoSize={{ minRows: 2 }} maxLength={4000} /></Form.Item>
    </Card>
  );
}

function Half({ children }: { children: ReactNode }) {
  return <Col xs={24} md={12}>{children}</Col>;
}
