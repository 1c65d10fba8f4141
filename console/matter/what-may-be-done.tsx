import { Button, Card, Empty, Space } from 'antd';
import { useState } from 'react';
import type { Matter } from '../client/queries';
import { commandName } from '../words/commands';
import { CommandDialog } from './command-dialog';

export type Offered = Matter['mayDo'][number];

/** Exactly what the API offers this officer now; nothing is guessed here. */
export function WhatMayBeDone({ matter }: { matter: Matter }) {
  const [chosen, choose] = useState<Offered | null>(null);
  return (
    <Card size="small" title="现在可以做什么">
      {matter.mayDo.length === 0 && <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={matter.closedAt === null ? '现在没有需要您办理的' : '事项已办结'} />}
      <Space wrap>
        {matter.mayDo.map((offered, index) => (
          <Button key={offered.command} type={index === 0 ? 'primary' : 'default'} onClick={() => choose(offered)}>
            {commandName(offered.command)}
          </Button>
        ))}
      </Space>
      {chosen !== null && <CommandDialog key={chosen.command} matter={matter} offered={chosen} close={() => choose(null)} />}
    </Card>
  );
}
