import { queryOptions, useQuery } from '@tanstack/react-query';
import { Table, Tag } from 'antd';
import { Link } from 'react-router';
import { Trouble } from '../app/trouble';
import { api, bodyOf } from '../client/client';
import { dayText } from '../words/dates';
import { useNames } from '../words/names';

const unitsQuery = queryOptions({ queryKey: ['operator', 'units'], queryFn: () => bodyOf(api.GET('/operator/units')) });

interface Validity {
  readonly validFrom: string;
  readonly validTo: string | null;
  readonly succeededBy: string | null;
  readonly isInForce: boolean;
}

function Valid({ validFrom, validTo, succeededBy, isInForce }: Validity) {
  const names = useNames();
  return (
    <>
      自{dayText(validFrom)}
      {validTo !== null && `至${dayText(validTo)}`}
      {succeededBy !== null && `，由${names.body(succeededBy)}承继`} {!isInForce && <Tag>不在有效期</Tag>}
    </>
  );
}

/** Every unit with its validity and who holds its places; where nobody does, what has to be told reaches nobody. */
export function Units() {
  const units = useQuery(unitsQuery);
  if (units.isError) return <Trouble error={units.error} again={() => void units.refetch()} />;
  const held = (holders: readonly { account: string; name: string }[]) => (holders.length === 0 ? <Tag color="red">无人</Tag> : holders.map(({ name }) => name).join('、'));
  return (
    <Table
      size="small"
      rowKey="id"
      loading={units.isPending}
      pagination={false}
      scroll={{ x: 900 }}
      dataSource={units.data?.items ?? []}
      expandable={{ rowExpandable: ({ offices }) => offices.length > 0, expandedRowRender: ({ offices }) => <ul>{offices.map((office) => <li key={office.id}>{office.name}（<Valid {...office} />）</li>)}</ul> }}
      columns={[
        { title: '序号', dataIndex: 'no' },
        { title: '单位', dataIndex: 'name' },
        { title: '固定联系人', dataIndex: 'liaisons', render: held },
        { title: '负责人', dataIndex: 'heads', render: held },
        { title: '人员', key: 'people', render: (_, { id, name }) => <Link to={`/operator?tab=accounts&body=${id}`} aria-label={`${name}的账号`}>账号</Link> },
        { title: '有效期', key: 'valid', render: (_, unit) => <Valid {...unit} /> },
      ]}
    />
  );
}
