import { useQuery } from '@tanstack/react-query';
import { Button, Card, Col, Empty, Row, Space, Tag, Typography } from 'antd';
import { useState } from 'react';
import { Trouble } from '../app/trouble';
import { Waiting } from '../app/waiting';
import { type DisputeFile, disputeFileQuery, type Matter } from '../client/queries';
import { dayText, shortInstant } from '../words/dates';
import { sideName } from '../words/sides';

interface Saying {
  readonly key: number;
  readonly what: string;
  readonly at: string;
  /** null: erased. */
  readonly text: readonly string[] | null;
  readonly isLater: boolean;
}

/** 三(四): what the two sides of a dispute say, side by side. Who reads it is recorded, so it is fetched only when asked for. */
export function DisputePositions({ matter }: { matter: Matter }) {
  const [isShown, show] = useState(false);
  const file = useQuery({ ...disputeFileQuery(matter.number), enabled: isShown });
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

function SideBySide({ file }: { file: DisputeFile }) {
  return (
    <Space orientation="vertical" style={{ width: '100%' }}>
      <div>争议事项：{file.questionName}。{file.submittedAt === null ? `磋商期限至${dayText(file.talksDueOn)}` : `${shortInstant(file.submittedAt)}提请政法委协调`}。</div>
      <Row gutter={[16, 16]}>
        {file.sides.map(({ side, name }) => (
          <Col key={side} xs={24} md={12}>
            <OneSide title={`${sideName(side)}：${name}`} sayings={sayingsOf(file, side)} />
          </Col>
        ))}
      </Row>
    </Space>
  );
}

/** In the order of the ledger; the claim with which the dispute was opened is the opener's first word. */
function sayingsOf({ openedAt, claim, positions, termsProposed }: DisputeFile, side: string): Saying[] {
  const opening = side === 'opener' && claim !== null ? [{ key: 0, what: '争议请求', at: openedAt, text: claim, isLater: false }] : [];
  const said = [...positions.map((one) => ({ ...one, kind: '意见' })), ...termsProposed.map((one) => ({ ...one, kind: '磋商方案' }))];
  return [
    ...opening,
    ...said
      .filter((one) => one.side === side)
      .sort((a, b) => a.entry - b.entry)
      .map(({ entry, kind, at, text, afterSubmission }) => ({ key: entry, what: `${kind}（第 ${entry} 条）`, at, text, isLater: afterSubmission })),
  ];
}

function OneSide({ title, sayings }: { title: string; sayings: readonly Saying[] }) {
  return (
    <section aria-label={title}>
      <Typography.Text strong>{title}</Typography.Text>
      {sayings.length === 0 && <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description="尚未陈述意见" />}
      {sayings.map(({ key, what, at, text, isLater }) => (
        <div key={key} style={{ marginTop: 8 }}>
          <Space wrap size={[8, 0]}>
            <span>{what}</span>
            <Typography.Text type="secondary">{shortInstant(at)}</Typography.Text>
            {isLater && <Tag>提请协调之后</Tag>}
          </Space>
          {text === null ? <Typography.Paragraph type="secondary">内容已依规删除</Typography.Paragraph> : text.map((paragraph, index) => <Typography.Paragraph key={index} style={{ whiteSpace: 'pre-wrap', margin: 0 }}>{paragraph}</Typography.Paragraph>)}
        </div>
      ))}
    </section>
  );
}
