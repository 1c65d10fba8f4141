import { useQuery } from '@tanstack/react-query';
import { Popover } from 'antd';
import type { ReactElement } from 'react';
import type { Explained } from '../../matters/wording/explanations';
import { useMe } from '../app/signed-in-as';
import { Trouble } from '../app/trouble';
import { Waiting } from '../app/waiting';
import { rulesQuery } from './queries';

interface Asked {
  readonly id: string;
  readonly of: Explained;
  readonly isOpen: boolean;
  readonly open: (isOpen: boolean) => void;
  readonly children: ReactElement;
}

/** What the word means, from the rule set in force, with its article. */
export default function Explanation({ id, of, isOpen, open, children }: Asked) {
  return (
    <Popover open={isOpen} onOpenChange={(next) => { if (!next) open(false); }} trigger="click" content={<div id={id} role="status" style={{ maxWidth: 340 }}><Text of={of} /></div>}>
      {children}
    </Popover>
  );
}

function Text({ of }: { of: Explained }) {
  const { ruleSet } = useMe();
  const rules = useQuery(rulesQuery(ruleSet));
  if (rules.isPending) return <Waiting size="small" />;
  if (rules.isError) return <Trouble error={rules.error} again={() => void rules.refetch()} />;
  const found = rules.data.explanations.find(({ id }) => id === of);
  if (!found) return null;
  return (
    <>
      <strong>{found.word}</strong>
      <p style={{ margin: '4px 0' }}>{found.text}</p>
      {found.document !== null && <p style={{ margin: 0, color: '#4a4f57' }}>依据：{found.document} {found.article}</p>}
    </>
  );
}
