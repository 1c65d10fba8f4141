import { Space } from 'antd';
import { useSearchParams } from 'react-router';
import { TabLinks } from '../app/tab-links';
import { useMe } from '../app/signed-in-as';
import { useTitle } from '../app/title';
import { Accounts } from './accounts';
import { Channels } from './channels';
import { RehearsalClock } from './rehearsal-clock';
import { Settings } from './settings';
import { Units } from './units';

/** 平台管理, a tab an address. */
export default function OperatorPage() {
  useTitle('平台管理');
  const { isRehearsal } = useMe();
  const [search] = useSearchParams();
  const tabs = [
    { key: 'accounts', label: '账号', page: <Accounts /> },
    { key: 'units', label: '单位和联系人', page: <Units /> },
    { key: 'channels', label: '运行情况', page: <Channels /> },
    { key: 'settings', label: '运行设置', page: <Settings /> },
    ...(isRehearsal ? [{ key: 'clock', label: '演练时钟', page: <RehearsalClock /> }] : []),
  ];
  const here = tabs.find(({ key }) => key === search.get('tab')) ?? tabs[0];
  return (
    <Space orientation="vertical" size="middle" style={{ width: '100%' }}>
      <h1>平台管理</h1>
      <TabLinks name="平台管理分类" tabs={tabs} here={here?.key} />
      {here?.page}
    </Space>
  );
}
