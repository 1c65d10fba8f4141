import { Button } from 'antd';

/** The next page of a list, if there is one. */
export function More({ list }: { list: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => Promise<unknown> } }) {
  if (!list.hasNextPage) return null;
  return <Button className="not-printed" block loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>再显示一页</Button>;
}
