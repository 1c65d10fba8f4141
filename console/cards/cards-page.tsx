import { Card, Empty, Space, Tag } from 'antd';
import { useParams } from 'react-router';
import { More } from '../app/more';
import { useMe } from '../app/signed-in-as';
import { useTitle } from '../app/title';
import { Trouble } from '../app/trouble';
import { Waiting } from '../app/waiting';
import { LawTerm } from '../law/law-term';
import { shortInstant } from '../words/dates';
import { Answering } from './answering';
import { Proposals } from './proposals';
import { type CardView, useCards } from './queries';

/** Whom the rule's proposals are for. */
const ISSUERS = ['committee-officer', 'enforcement-bureau'];

/** 黄牌、红牌: what the rule proposes, what named persons issued, what was said to it; nothing is ever changed or removed. */
export default function CardsPage() {
  useTitle('黄牌、红牌');
  const me = useMe();
  const { number } = useParams();
  const cards = useCards(number);
  const items = cards.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Space orientation="vertical" size="middle" style={{ width: '100%' }}>
      <h1>黄牌、红牌</h1>
      <p style={{ margin: 0 }}><LawTerm of="card">黄牌、红牌</LawTerm>由具名的人员给予，平台不自动给予。</p>
      {number === undefined && me.roles.some((role) => ISSUERS.includes(role)) && <Proposals />}
      {cards.isPending && <Waiting />}
      {cards.isError && <Trouble error={cards.error} again={() => void cards.refetch()} />}
      {cards.data && items.length === 0 && <Empty description="没有黄牌、红牌" />}
      {items.map((card) => <OneCard key={card.id} card={card} />)}
      <More list={cards} />
    </Space>
  );
}

function OneCard({ card }: { card: CardView }) {
  return (
    <Card
      size="small"
      title={
        <Space wrap>
          <Tag color={card.colour === 'red' ? 'red' : 'gold'}>{card.colourName}</Tag>
          <span>{card.unitName}</span>
          <span className="number">{card.number}</span>
          {card.state === 'withdrawn' && <Tag>已撤回</Tag>}
        </Space>
      }
    >
      <p style={{ whiteSpace: 'pre-wrap' }}>{card.reason}</p>
      <p>{shortInstant(card.issuedAt)}由{card.issuedBy.name}给予。依据：{card.basis.breaches.length} 次逾期（{shortInstant(card.basis.from)}至{shortInstant(card.basis.until)}）。<a href={`/api/v1/cards/${card.id}/document`} download>文书</a></p>
      {card.entries.map((entry) => (
        <p key={entry.seq}>
          {shortInstant(entry.at)} {entry.by.name}{entry.type === 'statement' ? '说明' : '撤回'}：<span style={{ whiteSpace: 'pre-wrap' }}>{entry.text}</span>
        </p>
      ))}
      {card.mayAnswer && <Answering card={card} what="statement" />}
      {card.mayWithdraw && <Answering card={card} what="withdrawal" />}
    </Card>
  );
}
