import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Card, Form, Input, Radio, Space, Upload } from 'antd';
import { useState } from 'react';
import { Trouble } from '../app/trouble';
import { api, bodyOf } from '../client/client';
import { DocumentsField } from '../forms/documents-field';
import { dayText } from '../words/dates';
import { EffectsOf } from './effects';
import { type NoticeRead, putYear, type YearBody } from './queries';
import { textIn } from './text-in';

interface Filled {
  readonly form: 'notice' | 'rows';
  readonly text: string;
}

interface Rest {
  readonly title: string;
  readonly number: string;
  readonly publishedOn: string;
  readonly reason: string;
  readonly documents?: readonly { readonly document: string }[];
}

/** From the notice as it is pasted, over what it would move, to a year put forward. */
export function NewYear() {
  const [read, setRead] = useState<NoticeRead | null>(null);
  const [form] = Form.useForm<Filled>();
  const load = async (file: File): Promise<void> => {
    form.setFieldsValue({ form: /\.csv$/i.test(file.name) ? 'rows' : 'notice', text: textIn(await file.arrayBuffer()) });
    form.submit();
  };
  const reading = useMutation({ mutationFn: (filled: Filled) => bodyOf(api.POST('/calendar/notice-text', { body: filled })), onSuccess: setRead });
  return (
    <Card size="small" title="录入新的年度安排">
      <Form<Filled> form={form} layout="vertical" initialValues={{ form: 'notice' }} onFinish={(filled) => reading.mutate(filled)}>
        <Form.Item name="form" label="形式"><Radio.Group options={[{ value: 'notice', label: '通知文字' }, { value: 'rows', label: '逐行：日期,放假或上班,节日' }]} /></Form.Item>
        <Form.Item name="text" label="粘贴国务院办公厅通知" rules={[{ required: true, message: '请粘贴通知文字' }]}><Input.TextArea autoSize={{ minRows: 4, maxRows: 16 }} maxLength={20_000} /></Form.Item>
        <Space wrap>
          <Button htmlType="submit" loading={reading.isPending}>识别</Button>
          <Upload accept=".txt,.csv" showUploadList={false} beforeUpload={(file) => { void load(file); return false; }}><Button>从文件读入（TXT、CSV）</Button></Upload>
        </Space>
      </Form>
      {reading.isError && <Trouble error={reading.error} />}
      {read && <WhatWasRead key={JSON.stringify(read)} read={read} />}
    </Card>
  );
}

function WhatWasRead({ read }: { read: NoticeRead }) {
  const { message } = App.useApp();
  const queries = useQueryClient();
  const [form] = Form.useForm<Rest>();
  const bodyFrom = ({ title, number, publishedOn, reason, documents }: Rest): YearBody => ({ notice: { title, number, publishedOn }, holidays: read.holidays, makeUpDays: read.makeUpDays, reason, ...(documents?.[0] ? { document: documents[0].document } : {}) });
  const year = read.year;
  const tryOut = useMutation({ mutationFn: (rest: Rest) => bodyOf(putYear(year ?? 0, bodyFrom(rest), true)) });
  const put = useMutation({
    mutationFn: (rest: Rest) => putYear(year ?? 0, bodyFrom(rest), false),
    onSuccess: () => {
      void message.success('已提出，待另一人核准');
      return queries.invalidateQueries({ queryKey: ['calendar'] });
    },
  });
  const checked = (act: (rest: Rest) => void) => () => void form.validateFields().then(act, () => undefined);
  return (
    <Space orientation="vertical" style={{ width: '100%', marginTop: 12 }}>
      {read.problems.map((problem) => <Alert key={problem.line} type="error" showIcon title={`第 ${problem.line} 行：${problem.message}`} description={problem.text} />)}
      <ul>
        {read.holidays.map(({ name, days }) => <li key={name}>{name}：{days.map(dayText).join('、')}（{days.length} 天）</li>)}
        <li>调休上班：{read.makeUpDays.length === 0 ? '无' : read.makeUpDays.map(dayText).join('、')}</li>
      </ul>
      {year === null ? (
        <Alert type="error" title="没有识别出年度，请连同通知标题一起粘贴。" />
      ) : (
        <Form<Rest> form={form} layout="vertical" initialValues={{ title: read.notice.title ?? `国务院办公厅关于${year}年部分节假日安排的通知`, number: read.notice.number ?? '', publishedOn: read.notice.publishedOn ?? '', reason: `公布${year}年节假日安排` }}>
          <Form.Item name="title" label="通知标题" rules={[{ required: true, message: '此项必填' }]}><Input /></Form.Item>
          <Form.Item name="number" label="文号" rules={[{ required: true, message: '此项必填' }]}><Input placeholder="国办发明电〔2025〕7号" /></Form.Item>
          <Form.Item name="publishedOn" label="发布日期" rules={[{ required: true, pattern: /^\d{4}-\d\d-\d\d$/, message: '形如 2025-11-04' }]}><Input placeholder="2025-11-04" /></Form.Item>
          <Form.Item name="reason" label="理由" rules={[{ required: true, message: '此项必填' }]}><Input /></Form.Item>
          <DocumentsField name="documents" label="通知原文" />
          <Space>
            <Button loading={tryOut.isPending} onClick={checked(tryOut.mutate)}>试算影响</Button>
            <Button type="primary" loading={put.isPending} disabled={read.problems.length > 0} onClick={checked(put.mutate)}>提出</Button>
          </Space>
        </Form>
      )}
      {tryOut.isError && <Trouble error={tryOut.error} />}
      {put.isError && <Trouble error={put.error} />}
      {tryOut.data && 'changedDays' in tryOut.data && <EffectsOf effects={tryOut.data} />}
    </Space>
  );
}
