import { useQuery } from '@tanstack/react-query';
import { Button, Card, Col, Empty, Row, Space, Tag, Typography } from 'antd';
import { useState } from 'react';
import { Trouble } from '../app/trouble';
import { Waiting } from '../app/waiting';
import { api, bodyOf } from '../client/client';
import type { paths } from '../client/generated/openapi';
import type { Matter } from '../client/queries';
import { dayText, shortInstant } from '../words/dates';
import { sideName } from '../words/sides';

type File = paths['/matters/{id}/file']['get']['responses'][200]['content']['application/json'];
type Said = File['positions'][number];

/** As data: the same address also has it as a page to print. */
async function readFile(id: string): Promise<File> {
  return (await bodyOf(api.GET('/matters/{id}/file', { params: { path: { id }, query: { format: 'json' } } }))) as File;
}

/** 三(四): what the two sides of a dispute say, side by side. Who reads it is recorded, so it is fetched only when asked for, and not again by itself. */
export function DisputePositions({ matter }: { matter: Matter }) {
  const [isShown, show] = useState(false);
  const file = useQuery({ queryKey: ['matter', matter.number, 'file'], queryFn: () => readFile(matter.number), enabled: isShown, staleTime: Infinity, refetchOnWindowFocus: false });
  const stated = matter.ledger.filter(({ type }) => type === 'state-position').length;
  return (
    <Card size="small" title="双方意见" extra={<a href={`/api/v1/matters/${matter.number}/file?format=html`} target="_blank" rel="noreferrer">争议提请书</a>}>
      {!isShown && (
        <Space wrap>
          <span>已陈述意见 {stated} 次。</span>
          <Button size="small" onClick={() => show(true)}>对照查看双方意见</Button>
          <Typography.Text type="secondary">查阅人和时间将被记录</Typography.Text>
        </Space>
      )}
      {isShown && file.isPending && <Waiting size="small" />}
      {file.isError && <Trouble error={file.error} again={() => void file.refetch()} />}
      {file.data && <SideBySide file={file.data} />}
    </Card>
  );
}

function SideBySide({ file }: { file: File }) {
  return (
    <Space orientation="vertical" style={{ width: '100%' }}>
      <div>争议事项：{file.questionName}。{file.submittedAt === null ? `磋商期限至${dayText(file.talksDueOn)}` : `${shortInstant(file.submittedAt)}提请政法委协调`}。</div>
      <Row gutter={[16, 16]}>
        {file.sides.map(({ side, name }) => (
          <Col key={side} xs={24} md={12}>
            <section aria-label={`${sideName(side)}：${name}`}>
              <Typography.Text strong>{sideName(side)}：{name}</Typography.Text>
              {side === 'opener' && file.claim !== null && <Saying when={shortInstant(file.openedAt)} what="争议请求" text={file.claim} />}
              {inOrder(file, side).map(({ said, what }) => (
                <Saying key={said.entry} when={shortInstant(said.at)} what={`${what}（第 ${said.entry} 条）`} text={said.text} isLater={said.afterSubmission} />
              ))}
              {inOrder(file, side).length === 0 && !(side === 'opener' && file.claim !== null) && <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description="尚未陈述意见" />}
            </section>
          </Col>
        ))}
      </Row>
    </Space>
  );
}

function inOrder({ positions, termsProposed }: File, side: string): { said: Said; what: string }[] {
  const all = [...positions.map((said) => ({ said, what: '意见' })), ...termsProposed.map((said) => ({ said, what: '磋商方案' }))];
  return all.filter(({ said }) => said.side === side).sort((a, b) => a.said.entry - b.said.entry);
}

function Saying({ when, what, text, isLater = false }: { when: string; what: string; text: readonly string[] | null; isLater?: boolean }) {
  return (
    <div style={{ marginTop: 8 }}>
      <Space wrap size={[8, 0]}>
        <span>{what}</span>
        <Typography.Text type="secondary">{when}</Typography.Text>
        {isLater && <Tag>提请协调之后</Tag>}
      </Space>
      {text === null ? <Typography.Paragraph type="secondary">内容已依规删除</Typography.Paragraph> : text.map((paragraph, index) => <Typography.Paragraph key={index} style={{ whiteSpace: 'pre-wrap', margin: 0 }}>{paragraph}</Typography.Paragraph>)}
    </div>
  );
}
