import { useMutation } from '@tanstack/react-query';
import { Alert, Button, Checkbox, type InputRef, Select, Space } from 'antd';
import { lazy, Suspense, useRef, useState, type KeyboardEvent } from 'react';
import { flushSync } from 'react-dom';
import { useSearchParams } from 'react-router';
import { useMe } from '../app/signed-in-as';
import { TabLinks } from '../app/tab-links';
import { useTitle } from '../app/title';
import { Trouble } from '../app/trouble';
import { dayListAddress } from '../client/day-list';
import type { MatterSummary } from '../client/queries';
import { useCatalogueChoices } from '../words/names';
import { actsFor, type InboxAct } from './acts';
import { filtersIn } from './filters';
import { FindField } from './find-field';
import { InboxList } from './inbox-list';
import { PrintedList } from './printed-list';
import { SavedFilters } from './saved-filters';
import { FIRST_TAB, tabsFor } from './tabs';
import { Toolbar } from './toolbar';
import { readForPrint, useInbox } from './use-inbox';

const ActDialog = lazy(() => import('./act-dialog'));
const AnswerSheetDialog = lazy(() => import('./answer-sheet-dialog'));
const KeysHelp = lazy(() => import('./keys-help'));

type Paper = Awaited<ReturnType<typeof readForPrint>>;
type Shown = { readonly what: 'keys' | 'sheet' } | { readonly what: 'act'; readonly act: InboxAct['name']; readonly matters: readonly MatterSummary[] };

/** What waits, soonest first. Everything chosen here stands in the address bar; every act has a key. */
export default function InboxPage() {
  const me = useMe();
  const [search, setSearch] = useSearchParams();
  const tabs = tabsFor(me);
  const tab = tabs.find(({ key }) => key === (search.get('tab') ?? FIRST_TAB)) ?? tabs[0];
  const query = { ...tab?.query, ...filtersIn(search) };
  const list = useInbox(query);
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  const [chosen, choose] = useState<readonly string[]>([]);
  const [shown, show] = useState<Shown | null>(null);
  const [paper, lay] = useState<Paper | null>(null);
  const print = useMutation({
    mutationFn: () => readForPrint(query),
    onSuccess: (whole) => {
      flushSync(() => lay(whole));
      window.print();
      lay(null);
    },
  });
  const find = useRef<InputRef>(null);
  const desk = useRef<HTMLDivElement>(null);
  const choices = useCatalogueChoices();
  useTitle('待办');
  const acts = actsFor(me);
  const set = (name: string, value: string): void => {
    choose([]);
    setSearch((before) => {
      const next = new URLSearchParams(before);
      if (value === '') next.delete(name);
      else next.set(name, value);
      return next;
    }, { replace: true });
  };
  // What has left the list is no longer chosen.
  const marked: MatterSummary[] = items.filter(({ number }) => chosen.includes(number));
  const start = (act: InboxAct, matters: readonly MatterSummary[]): void => show({ what: 'act', act: act.name, matters });
  const close = (isDone: boolean): void => { show(null); if (isDone) choose([]); };
  /** Keys act where the officer is: in the list and the tools beside it, never while something is being written. */
  const onKey = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || isWriting(event.target)) return;
    const focused = items.find(({ number }) => number === (event.target as HTMLElement).dataset['number']);
    const lines = marked.length > 0 ? marked : focused ? [focused] : [];
    const run = keyed(event.key, lines, focused);
    if (run === undefined) return;
    event.preventDefault();
    run();
  };
  const keyed = (key: string, lines: readonly MatterSummary[], focused: MatterSummary | undefined): (() => void) | undefined => {
    if (key === '?') return () => show({ what: 'keys' });
    if (key === 'e') return () => show({ what: 'sheet' });
    if (key === '/') return () => find.current?.focus();
    if (key === 'u') return () => set('unread', search.get('unread') === 'true' ? '' : 'true');
    if (key === 'j' && !focused) return () => desk.current?.querySelector<HTMLElement>('.inbox-row')?.focus();
    if (key === '*') return () => choose(marked.length === items.length ? [] : items.map(({ number }) => number));
    const place = tabs[Number(key) - 1];
    if (/^[1-9]$/.test(key) && place) return () => set('tab', place.key);
    const act = acts.find((each) => each.key === key);
    const fitting = act ? (act.isSingle && focused ? [focused] : lines).filter(act.fits) : [];
    return act && fitting.length > 0 ? () => start(act, fitting) : undefined;
  };
  return (
    <div ref={desk} className="inbox-desk" tabIndex={-1} onKeyDown={onKey}>
      <Space orientation="vertical" size="small" style={{ width: '100%' }}>
        <h1>待办</h1>
        <TabLinks name="待办分类" tabs={tabs} here={tab?.key} />
        <Space wrap role="search" aria-label="筛选" className="not-printed">
          <FindField field={find} sought={search.get('text') ?? ''} seek={(text) => set('text', text)} />
          <Select allowClear showSearch={{ optionFilterProp: 'label' }} aria-label="事项" placeholder="事项" value={search.get('kind')} onChange={(kind: string | undefined) => set('kind', kind ?? '')} options={choices.kinds} style={{ width: 200 }} />
          {me.body !== null && <Select allowClear aria-label="办理人" placeholder="办理人" value={search.get('assigned')} onChange={(assigned: string | undefined) => set('assigned', assigned ?? '')} options={[{ value: 'me', label: '由我办理' }, { value: 'nobody', label: '无人认领' }]} style={{ width: 120 }} />}
          <Checkbox checked={search.get('unread') === 'true'} onChange={({ target }) => set('unread', target.checked ? 'true' : '')}>只看未读</Checkbox>
          <SavedFilters />
        </Space>
        <Space wrap className="not-printed">
          <Toolbar acts={acts} chosen={marked} start={start} />
          <Button loading={print.isPending} onClick={() => print.mutate()}>打印签收清单</Button>
          <Button aria-keyshortcuts="e" onClick={() => show({ what: 'sheet' })}>导出清单、上传答复</Button>
          <Button type="text" aria-keyshortcuts="?" onClick={() => show({ what: 'keys' })}>键盘操作（?）</Button>
        </Space>
        {print.isError && <Trouble error={print.error} again={() => print.mutate()} />}
        {list.isError && <Trouble error={list.error} again={() => void list.refetch()} />}
        {list.isFetchNextPageError && <Alert type="warning" title="后面的事项没有读到，请再试一次。" />}
        <InboxList items={items} isLoading={list.isPending} chosen={chosen} choose={choose} isBusy={shown !== null} desk={desk} />
        {list.hasNextPage && <Button className="not-printed" block onClick={() => void list.fetchNextPage()} loading={list.isFetchingNextPage}>再显示一页</Button>}
        <PrintedList {...(paper ?? { items, isWhole: !list.hasNextPage })} title={tab?.label ?? ''} />
      </Space>
      <Suspense>
        {shown?.what === 'act' && <ActDialog act={shown.act} matters={shown.matters} close={close} />}
        {shown?.what === 'sheet' && <AnswerSheetDialog address={dayListAddress(query, tab?.label ?? '')} close={close} />}
        {shown?.what === 'keys' && <KeysHelp acts={acts} close={() => close(false)} />}
      </Suspense>
    </div>
  );
}

function isWriting(target: EventTarget): boolean {
  const element = target as HTMLElement;
  return element.closest('.ant-modal, .ant-select, textarea, [contenteditable]') !== null || (element instanceof HTMLInputElement && element.type !== 'checkbox');
}
