import { Button, Card, Empty, Space } from 'antd';
import { useState } from 'react';
import { useMe } from '../app/signed-in-as';
import type { Matter } from '../client/queries';
import { commandName } from '../words/commands';
import { CommandDialog } from './command-dialog';

export type Offered = Matter['mayDo'][number];

/** What takes back or ends is never the act at hand: it stands behind all others. */
const BEHIND = ['withdraw', 'withdraw-dispute', 'cancel-search', 'end-watch', 'switch-off-instruction', 'correct', 'acknowledge-correction'];

/** Exactly what the API offers this officer now; nothing is guessed here. The first is the act at hand, where the matter waits for the officer's own side. */
export function WhatMayBeDone({ matter }: { matter: Matter }) {
  const [chosen, choose] = useState<Offered | null>(null);
  const { body } = useMe();
  const isBehind = ({ command }: Offered): boolean => BEHIND.includes(command);
  const offers = [...matter.mayDo.filter((offered) => !isBehind(offered)), ...matter.mayDo.filter(isBehind)];
  const isAwaited = matter.parties.some((party) => party.body === body && matter.awaitedSides.includes(party.side));
  return (
    <Card size="small" title="现在可以做什么">
      {matter.mayDo.length === 0 && <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={matter.closedAt === null ? '现在没有需要您办理的' : '事项已办结'} />}
      <Space wrap>
        {offers.map((offered, index) => (
          <Button key={offered.command} type={index === 0 && isAwaited && !isBehind(offered) ? 'primary' : 'default'} onClick={() => choose(offered)}>
            {commandName(offered.command)}
          </Button>
        ))}
      </Space>
      {chosen !== null && <CommandDialog key={chosen.command} matter={matter} offered={chosen} close={() => choose(null)} />}
    </Card>
  );
}
