import { useQuery } from '@tanstack/react-query';
import { Card } from 'antd';
import { Trouble } from '../app/trouble';
import { ApiError } from '../client/client';
import { type Matter, sealsQuery } from '../client/queries';
import { LawTerm } from '../law/law-term';
import { QueueLink, SealOrder } from '../seals/seal-order';

/** 四.7(3): the queue of seals on one asset, on its own page and on that of each request that stands in it. */
export function SealsOnAsset({ matter }: { matter: Matter }) {
  const isInQueue = matter.kind === 'seal-queue' || matter.links.some(({ as }) => as === 'seal-queue');
  const seals = useQuery({ ...sealsQuery(matter.number), enabled: isInQueue });
  if (!isInQueue || seals.isPending) return null;
  if (seals.isError) return seals.error instanceof ApiError && seals.error.status === 404 ? null : <Trouble error={seals.error} again={() => void seals.refetch()} />;
  return (
    <Card size="small" title={<><LawTerm of="seal-queue">查封顺位</LawTerm>{seals.data.isRemainder && '（处分后的剩余部分）'}</>} extra={<QueueLink queue={seals.data} own={matter.number} />}>
      <SealOrder queue={seals.data} own={matter.number} />
    </Card>
  );
}
