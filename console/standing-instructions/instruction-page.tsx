import { queryOptions, useQuery } from '@tanstack/react-query';
import { Alert, Card, Descriptions, Space, Tag } from 'antd';
import { useMe } from '../app/signed-in-as';
import { useTitle } from '../app/title';
import { Trouble } from '../app/trouble';
import { Waiting } from '../app/waiting';
import { api, bodyOf } from '../client/client';
import type { paths } from '../client/generated/openapi';
import { dayText, instantText } from '../words/dates';
import { ChangeInstruction } from './change-instruction';

export type Instruction = paths['/courts/{court}/standing-instruction']['get']['responses'][200]['content']['application/json'];

export const instructionQuery = (court: string) => queryOptions({ queryKey: ['standing-instruction', court], queryFn: () => bodyOf(api.GET('/courts/{court}/standing-instruction', { params: { path: { court: court as never } } })) });

/** 四.6, 四.7(4): what the court lets be done in its name, so that silence does not cost it the window; its head confirms, replaces or withdraws it. */
export default function InstructionPage() {
  useTitle('常设指令');
  const { body } = useMe();
  const instruction = useQuery(instructionQuery(body ?? ''));
  if (instruction.isPending) return <Waiting />;
  if (instruction.isError) return <Trouble error={instruction.error} again={() => void instruction.refetch()} />;
  const { version, status, statusName, isInForce, validFrom, validTo, versions, judges } = instruction.data;
  const [newest] = versions ?? [];
  return (
    <Space orientation="vertical" size="middle" style={{ width: '100%' }}>
      <h1>常设指令</h1>
      <p style={{ margin: 0 }}>公安机关不予立案的，本院应当在收到决定书之日起三个工作日内决定是否提请检察机关监督。本院在期限内未作表示的，平台依本指令，于期限最后一个工作日开始时代本院提请，并记明“依法院常设指令”。本院已接受决定、已经提请，或者就个案停用的，平台不提请。这是平台的安排，不是法律规定，由本院负责人决定是否采用。</p>
      {status === 'product-default' && <Alert type="warning" showIcon title="现行指令是产品默认的，尚未经本院确认。请本院负责人确认或者撤回。" />}
      <Card size="small" title="现行指令">
        <Descriptions
          column={1}
          size="small"
          items={[
            { key: 'status', label: '状态', children: <>{statusName}（第 {version} 版） {!isInForce && <Tag color="orange">今日不适用</Tag>}</> },
            { key: 'valid', label: '有效期', children: validityText(validFrom, validTo) },
            ...(newest === undefined ? [] : [{ key: 'judge', label: '负责法官', children: newest.judge?.name ?? '未指定' }, { key: 'crimes', label: '适用罪名', children: newest.crimes.map(({ name }) => name).join('、') }]),
          ]}
        />
      </Card>
      {judges !== null && newest !== undefined && <ChangeInstruction key={version} court={body ?? ''} newest={newest} judges={judges} />}
      {versions !== null && (
        <Card size="small" title="历次版本">
          <ul style={{ margin: 0, paddingInlineStart: 18 }}>
            {versions.map(({ id, version: no, statusName: called, judge, validFrom: from, validTo: to, crimes, file, setBy, setAt, reason }) => (
              <li key={id}>
                第 {no} 版：{called}，{setBy === null ? '产品默认' : `${setBy.name}作出`}{setAt !== null && `（${instantText(setAt)}）`}；{validityText(from, to)}{judge !== null && `；负责法官${judge.name}`}；{crimes.map(({ name }) => name).join('、')}。
                {file !== null && <a href={`/api/v1/courts/${body ?? ''}/standing-instruction/versions/${no}/document`} download>下载签署的文件（第 {no} 版）</a>}
                {reason !== null && <div>理由：{reason}</div>}
              </li>
            ))}
          </ul>
        </Card>
      )}
    </Space>
  );
}

function validityText(from: string, to: string | null): string {
  return `自${dayText(from)}${to === null ? '起，至撤回时止' : `至${dayText(to)}`}`;
}
