import { Card, Table, Tag } from 'antd';
import { Link } from 'react-router';
import { kindName } from '../../matters/wording/words';
import { isUnsettled } from '../client/act-key';
import { ApiError } from '../client/client';
import { fieldName } from '../words/choices';
import { nextStepAfter } from '../words/next-steps';
import { useNames } from '../words/names';
import type { Wanted } from './filled';
import { saidOfFields } from '../app/trouble';
import { labelAt } from '../forms/schema';
import { nameOf, type Progress } from './opening';
import { requestBodyIn, useOpenApi } from './particulars';

/** What became of each unit's request. */
export function Results({ wanted, progress }: { wanted: readonly Wanted[]; progress: ReadonlyMap<string, Progress> }) {
  const names = useNames();
  const { data: document } = useOpenApi(true);
  const labelOf = (path: string): string => labelAt(requestBodyIn(document) ?? {}, path, fieldName);
  const rows = wanted.flatMap((each) => {
    const found = progress.get(nameOf(each));
    return found ? [{ ...each, progress: found }] : [];
  });
  const count = rows.filter(({ progress: { state } }) => state === 'opened').length;
  return (
    <Card size="small" title={<span role="status">已发起 {count} 件，共 {rows.length} 件</span>} style={{ marginBottom: 16 }}>
      <Table
        size="small"
        pagination={false}
        rowKey={nameOf}
        dataSource={rows}
        scroll={{ x: 560 }}
        columns={[
          { title: '协助单位', key: 'unit', render: (_, { unit }) => names.body(unit) },
          { title: '事项', key: 'kind', render: (_, { kind }) => kindName(kind) },
          { title: '结果', key: 'result', render: (_, { progress: each }) => <Result progress={each} labelOf={labelOf} /> },
        ]}
      />
    </Card>
  );
}

function Result({ progress, labelOf }: { progress: Progress; labelOf: (path: string) => string }) {
  switch (progress.state) {
    case 'waiting':
      return '等待';
    case 'under-way':
      return '正在发起……';
    case 'opened':
      return <>已发起 <Link to={`/matters/${progress.number}`} className="number">{progress.number}</Link></>;
    case 'refused':
      return <>{isUnsettled(progress.error) ? <Tag color="orange">结果未知</Tag> : <Tag color="red">未发起</Tag>}{whyNot(progress.error, labelOf)}</>;
  }
}

function whyNot(error: unknown, labelOf: (path: string) => string): string {
  if (!(error instanceof ApiError)) return '页面出现错误，请再次提交';
  if (error.status === null) return '网络不通；再次提交不会重复立项';
  // The key is the draft's own: it stands for what was sent, and opened, before the draft was changed.
  if (error.code === 'idempotency-key-reused') return '已按先前的内容发起，请在事项列表中查找；内容有误的，请撤回后另行发起';
  const fields = saidOfFields(error, labelOf);
  return [[error.message, fields ?? error.problem?.detail].filter((text) => text !== undefined && text !== '').join('：'), error.isPassing ? undefined : nextStepAfter(error.code ?? '')].filter(Boolean).join('。');
}
