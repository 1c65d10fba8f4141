import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Card, Form, Select, Space } from 'antd';
import { useEffect } from 'react';
import { useSearchParams } from 'react-router';
import { findKind } from '../../domain/catalogue/kinds';
import { ApiError } from '../client/client';
import { catalogueQuery } from '../client/queries';
import { nextStepAfter } from '../words/next-steps';
import { DebtorCard } from './debtor-card';
import { type Draft, type DraftContent, type Keeping, unpacked, useDraft } from './drafts';
import { type Filled, wantedIn } from './filled';
import { KindCard } from './kind-card';
import { kindChoices, PROPERTY_QUERIES } from './kinds';
import { nameOf, type Outcome, outcomeOf, useOpening } from './opening';
import { Results } from './results';

function keepingText({ state, trouble }: Keeping): string {
  switch (state) {
    case 'nothing':
      return '';
    case 'waiting':
      return '正在保存草稿……';
    case 'kept':
      return '草稿已保存，换一台电脑也能继续';
    case 'changed-elsewhere':
      return '这份草稿已在别处修改，请刷新后继续填写';
    case 'failed':
      if (trouble instanceof ApiError && !trouble.isPassing) return `草稿没有保存：${[trouble.message, trouble.problem?.errors?.map(({ message }) => message).join('；'), nextStepAfter(trouble.code ?? '')].filter(Boolean).join('。')}`;
      return '草稿没有保存，请检查网络；网络恢复后自动保存';
  }
}

/** One debtor, as many kinds and units as are to be asked: what each needs appears when it is chosen, and when it will be due. */
export function RequestForm({ id, draft, debtor, another }: { id: string; draft: Draft | undefined; debtor: Partial<Filled>; another: (debtor: Partial<Filled>) => void }) {
  const [search, setSearch] = useSearchParams();
  const queries = useQueryClient();
  const [form] = Form.useForm<Filled>();
  const catalogue = useQuery(catalogueQuery);
  const content = draft?.content as unknown as DraftContent | undefined;
  const { keeping, keep, throwAway } = useDraft(id, draft?.version ?? 0);
  const { progress, isRunning, openAll } = useOpening(id, { opened: content?.opened ?? {}, unsettled: content?.unsettled ?? [] });
  // What was filled in stands while the fields are away, as when all of it has been sent.
  const watched = { form, preserve: true };
  const kinds = (Form.useWatch('kinds', watched) ?? []).flatMap((kind) => findKind(kind) ?? []);
  const wanted = wantedIn({ kinds: kinds.map((kind) => kind.id), of: (Form.useWatch('of', watched) ?? {}) });
  const isDone = wanted.length > 0 && wanted.every((each) => progress.get(nameOf(each))?.state === 'opened');
  const isUnsettled = outcomeOf(progress).unsettled.length > 0;
  const isRefused = [...progress.values()].some(({ state }) => state === 'refused');

  useEffect(() => {
    const kind = search.get('kind');
    const fromAddress = { ...(kind ? { kinds: [kind], ...(search.get('unit') ? { of: { [kind]: { units: search.getAll('unit') } } } : {}) } : {}), ...(search.get('caseNumber') ? { caseNumber: search.get('caseNumber') ?? '' } : {}) };
    form.setFieldsValue(content ? (unpacked(content.filled) as Filled) : { ...debtor, ...fromAddress });
    // Once, from what the address, the draft and the request before say.
  }, []); // eslint-disable-line react-hooks/exhaustive-deps

  const save = (outcome: Outcome = outcomeOf(progress)): void => {
    keep({ filled: form.getFieldsValue(true) as Filled, ...outcome });
    if (search.get('draft') !== id) setSearch({ draft: id }, { replace: true });
  };
  const submit = async (): Promise<void> => {
    if (await openAll(form.getFieldsValue(true) as Filled, save)) await throwAway();
  };
  const leave = (next: Partial<Filled>): void => {
    setSearch({}, { replace: true });
    another(next);
    // Not before: what is on the page would be taken for another draft.
    void queries.invalidateQueries({ queryKey: ['drafts'] });
  };
  const goOn = (): void => {
    const { caseNumber, debtor: same, capacity, purpose, serviceMode } = form.getFieldsValue(true) as Filled;
    leave({ caseNumber, debtor: same, capacity, purpose, serviceMode });
  };
  return (
    <>
      {progress.size > 0 && <Results wanted={wanted} progress={progress} />}
      <Form<Filled> form={form} layout="vertical" scrollToFirstError={{ focus: true }} onFinish={() => void submit()} onValuesChange={() => save()} disabled={isRunning || isDone || isUnsettled}>
        {isUnsettled && !isRunning && <Alert type="warning" showIcon title="上次发起未收到答复，请先按原内容再次提交，确认结果后才能修改；再次提交不会重复立项。" style={{ marginBottom: 16 }} />}
        {isDone ? (
          <Space>
            <Button type="primary" disabled={false} onClick={goOn}>同一被执行人，再发起一项</Button>
          </Space>
        ) : (
          <>
            <Card size="small" title="事项" style={{ marginBottom: 16 }}>
              <Form.Item name="kinds" label="事项" extra="可选多个：同一被执行人，一次向多个单位发起，分别立项、分别计算期限" rules={[{ required: true, message: '请选择事项' }]}>
                <Select mode="multiple" showSearch={{ optionFilterProp: 'label' }} options={kindChoices(catalogue.data)} />
              </Form.Item>
              <Button onClick={() => { form.setFieldValue('kinds', [...new Set([...kinds.map((kind) => kind.id), ...PROPERTY_QUERIES])]); save(); }}>财产查询：公安、国土、住建、工商</Button>
            </Card>
            <DebtorCard />
            {kinds.map((kind) => <KindCard key={kind.id} kind={kind} />)}
            {kinds.length === 0 && <Alert type="info" title="选择事项后，将列出办理单位、所需文书和预计到期日。" style={{ marginBottom: 16 }} />}
            <Space wrap>
              <Button type="primary" htmlType="submit" loading={isRunning} disabled={kinds.length === 0 || isRunning}>{isRefused && !isRunning ? '再次提交未成功的' : wanted.length > 1 ? `发起（${wanted.length} 件）` : '发起'}</Button>
              <Button disabled={isRunning} onClick={() => void throwAway().then(() => leave({}))}>删除草稿</Button>
              <span role="status">{keepingText(keeping)}</span>
            </Space>
      
    </>
      )}
    </Form>
    </>
  );
}
