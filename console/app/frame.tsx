import { AlertOutlined, AuditOutlined, BellOutlined, CalendarOutlined, FileAddOutlined, FlagOutlined, FolderOpenOutlined, InboxOutlined, InteractionOutlined, LogoutOutlined, MenuOutlined, OrderedListOutlined, QuestionCircleOutlined, SafetyCertificateOutlined, SearchOutlined, SettingOutlined, SolutionOutlined, UserOutlined } from '@ant-design/icons';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Grid, Layout } from 'antd';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import { Link, useLocation } from 'react-router';
import { api } from '../client/client';
import { unreadQuery } from '../client/queries';
import type { Role } from '../../domain/access/permissions';
import { MainMenu, type Place } from './main-menu';
import { FirstVisit } from '../tour/first-visit';
import { RehearsalBanner } from './rehearsal-banner';
import { useMe } from './signed-in-as';
import { useFocusBack } from './use-focus-back';
import { useListening } from './use-live';

interface PlaceFor extends Place {
  /** Left out: for everybody. */
  readonly roles?: readonly Role[];
  /** Left out: whatever body they belong to. */
  readonly bodies?: RegExp;
}

/** Courts, and the units that keep a registry of what can be sealed. */
const SEALING = /^(court\.|police$|land$|housing$|commerce$)/;
const CRIMES = /^(court\.|police$|procuratorate$)/;

const PhoneMenu = lazy(() => import('./phone-menu'));

const PLACES: readonly PlaceFor[] = [
  { path: '/inbox', label: '待办', icon: <InboxOutlined /> },
  { path: '/matters', label: '全部事项', icon: <SearchOutlined /> },
  { path: '/cases', label: '案件', icon: <FolderOpenOutlined />, roles: ['court-officer', 'enforcement-bureau'] },
  { path: '/requests/new', label: '发起协助', icon: <FileAddOutlined />, roles: ['court-officer', 'enforcement-bureau'] },
  { path: '/alarms/new', label: '紧急求助', icon: <AlertOutlined />, roles: ['court-officer', 'enforcement-bureau'] },
  { path: '/seals', label: '轮候查封', icon: <OrderedListOutlined />, roles: ['court-officer', 'enforcement-bureau', 'desk-officer', 'liaison'], bodies: SEALING },
  { path: '/oversight', label: '立案监督', icon: <AuditOutlined />, roles: ['court-officer', 'enforcement-bureau', 'desk-officer', 'prosecutor'], bodies: CRIMES },
  { path: '/standing-instruction', label: '常设指令', icon: <SafetyCertificateOutlined />, roles: ['court-officer', 'enforcement-bureau', 'unit-head'], bodies: /^court\./ },
  { path: '/disputes', label: '争议', icon: <InteractionOutlined />, roles: ['court-officer', 'enforcement-bureau', 'liaison', 'desk-officer', 'unit-head', 'prosecutor', 'committee-officer', 'supervisor'] },
  { path: '/supervision', label: '督办', icon: <SolutionOutlined />, roles: ['committee-officer', 'enforcement-bureau', 'unit-head', 'supervisor'] },
  { path: '/cards', label: '黄牌、红牌', icon: <FlagOutlined />, roles: ['committee-officer', 'enforcement-bureau', 'unit-head', 'liaison', 'supervisor'] },
  { path: '/calendar', label: '工作日历', icon: <CalendarOutlined /> },
  { path: '/notifications', label: '通知', icon: <BellOutlined /> },
  { path: '/operator', label: '平台管理', icon: <SettingOutlined />, roles: ['operator'] },
  { path: '/help', label: '帮助', icon: <QuestionCircleOutlined /> },
];

/** The page around every page: where one is, who one is, and, in a rehearsal, that it is one. */
export function Frame({ children }: { children: ReactNode }) {
  const me = useMe();
  useListening();
  useFocusBack();
  const { pathname } = useLocation();
  const { lg } = Grid.useBreakpoint();
  const [isMenuOpen, openMenu] = useState(false);
  const places = PLACES.filter(({ roles, bodies }) => (roles === undefined || roles.some((role) => me.roles.includes(role))) && (bodies === undefined || bodies.test(me.body ?? '')));
  const here = places.find(({ path }) => pathname.startsWith(path))?.path;
  return (
    <Layout style={{ minHeight: '100vh' }}>
      <a className="skip" href="#content">跳到正文</a>
      {me.isRehearsal && <RehearsalBanner />}
      <FirstVisit />
      <Layout.Header className="not-printed" style={{ display: 'flex', alignItems: 'center', gap: 12, paddingInline: 16, background: '#0a3a75', height: 52, lineHeight: '52px' }}>
        {lg === false && <Button type="text" aria-label="打开菜单" icon={<MenuOutlined style={{ color: '#fff' }} />} onClick={() => openMenu(true)} />}
        <Link to="/inbox" style={{ color: '#fff', fontSize: 18, fontWeight: 600 }}>联动</Link>
        <span style={{ flex: 1 }} />
        <Unread />
        <Account />
      </Layout.Header>
      <Layout>
        {lg !== false && (
          <Layout.Sider theme="light" width={168} className="not-printed">
            <MainMenu places={places} here={here} />
          </Layout.Sider>
        )}
        {isMenuOpen && <Suspense><PhoneMenu places={places} here={here} close={() => openMenu(false)} /></Suspense>}
        <Layout.Content id="content" role="main" tabIndex={-1} style={{ padding: lg === false ? 8 : 16, minWidth: 0 }}>
          {children}
        </Layout.Content>
      </Layout>
    </Layout>
  );
}

function Unread() {
  const unread = useQuery(unreadQuery);
  const count = unread.data?.unread ?? 0;
  return (
    <Link to="/notifications" aria-label={`通知，${count}条未读`}>
      <BellOutlined style={{ color: '#fff', fontSize: 18 }} />
      {count > 0 && <span className="count">{count > 99 ? '99+' : count}</span>}
    </Link>
  );
}

function Account() {
  const me = useMe();
  const queries = useQueryClient();
  const { md } = Grid.useBreakpoint();
  const signOut = useMutation({ mutationFn: () => api.DELETE('/sessions/current'), onSettled: () => queries.resetQueries() });
  return (
    <>
      <Link to="/password" title="修改密码" style={{ color: '#fff' }}>
        <UserOutlined /> {me.displayName}
        {md !== false && <span style={{ color: '#d6e4ff' }}> {[me.bodyName, me.officeName].filter((name) => name !== null).join(' ')}</span>}
      </Link>
      <Button type="text" style={{ color: '#fff' }} icon={<LogoutOutlined />} onClick={() => signOut.mutate()}>退出</Button>
    </>
  );
}
