import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, Modal, Space } from 'antd';
import { Trouble } from '../app/trouble';
import { api, bodyOf } from '../client/client';
import { checkSheet, type SheetAnswers } from '../client/day-list';
import { nextStepAfter } from '../words/next-steps';
import { DialogButtons } from './dialog-buttons';
import { ItemResults } from './item-results';

/** The list as a workbook, and answers from the same workbook: first what would become of each, then, when asked for, done. */
export default function AnswerSheetDialog({ address, close }: { address: string; close: (isDone: boolean) => void }) {
  const queries = useQueryClient();
  const check = useMutation({ mutationFn: checkSheet });
  const checked = check.data;
  const ready = checked?.commands.length ?? 0;
  const give = useMutation({
    // The key comes from what stands in the sheet: the same sheet again does nothing twice.
    mutationFn: ({ key, commands }: SheetAnswers) => bodyOf(api.POST('/commands/batch', { params: { header: { 'Idempotency-Key': key } }, body: { commands } })),
    onSuccess: () => queries.invalidateQueries(),
  });
  const results = give.data?.results;
  return (
    <Modal
      open
      title="导出清单、上传答复"
      width={720}
      onCancel={() => close(results !== undefined)}
      mask={{ closable: false }}
      footer={checked && ready > 0 ? <DialogButtons isDone={results !== undefined} label={give.isError ? '再次提交' : `提交可以答复的 ${ready} 件`} isPending={give.isPending} act={() => give.mutate(checked)} close={() => close(results !== undefined)} /> : null}
    >
      <Space orientation="vertical" style={{ width: '100%' }}>
        {!results && (
          <>
            <p style={{ margin: 0 }}><a href={address} download>导出清单（XLSX）</a>：第一张是签收清单，其后每类事项一张，填写后在此上传。多辆车、多处房产等逐行填写，续行不填编号。一次导出前 200 件，还有未列出的，第一张的标题写明。</p>
            <label htmlFor="answer-sheet">上传填写好的答复表（先检查，不会直接提交）</label>
            <input id="answer-sheet" type="file" accept=".xlsx" disabled={check.isPending || give.isPending} onChange={({ target }) => { const [file] = target.files ?? []; give.reset(); if (file) check.mutate(file); target.value = ''; }} />
          </>
        )}
        {check.isError && <Trouble error={check.error} />}
        {give.isError && <Trouble error={give.error} />}
        {checked && !results && <Checked rows={checked.rows} />}
        {results && <ItemResults results={results.map((result) => ({ matter: result.matter, isDone: result.status !== 'refused', text: result.status === 'refused' ? result.title : result.status === 'pending' ? '已收到，正在记录' : '已答复', ...(result.status === 'refused' ? { code: result.code } : {}) }))} />}
      </Space>
    </Modal>
  );
}

function Checked({ rows }: { rows: SheetAnswers['rows'] }) {
  if (rows.length === 0) return <Alert type="info" title="表中没有填写任何答复。" />;
  return (
    <ul aria-label="检查结果" style={{ paddingInlineStart: 0, listStyle: 'none' }}>
      {rows.map((row) => (
        <li key={`${row.sheet} ${row.row}`}>
          <Alert
            banner
            type={row.status === 'ready' ? 'success' : 'error'}
            title={`第 ${row.row} 行 ${row.matter}：${row.status === 'ready' ? '可以提交' : row.title}`}
            description={row.status === 'ready' ? undefined : row.cells.length > 0 ? row.cells.map(({ row: at, column, message }) => <div key={`${at} ${column}`}>第 {at} 行“{column}”：{message}</div>) : nextStepAfter(row.code)}
          />
        </li>
      ))}
    </ul>
  );
}
