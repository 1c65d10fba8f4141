import { useQuery } from '@tanstack/react-query';
import { Form, Input, Select } from 'antd';
import { ROLES } from '../../domain/access/permissions';
import { catalogueQuery } from '../client/queries';
import { roleName } from '../words/sides';

/** What an account says of its owner, new or changed. */
export interface AccountFilled {
  readonly displayName: string;
  readonly roles: (typeof ROLES)[number][];
  readonly place?: string;
  readonly profile?: { readonly mail?: string; readonly phone?: string; readonly workCardNo?: string; readonly enforcementPermitNo?: string };
}

/** 'police', 'police police.luoding': body, and office where it is one of the body's. */
export function placeOf({ body, office }: { body: string | null; office: string | null }): string | undefined {
  return body === null ? undefined : office === null ? body : `${body} ${office}`;
}

export function bodyAndOffice(place: string | undefined): { body: string | null; office: string | null } {
  const [body = null, office = null] = place === undefined ? [] : place.split(' ');
  return { body, office };
}

export function usePlaces(): { value: string; label: string }[] {
  const { data } = useQuery(catalogueQuery);
  return [
    ...(data?.courts ?? []).map(({ id, name }) => ({ value: id, label: name })),
    { value: 'committee', label: '政法委' },
    ...(data?.units ?? []).flatMap(({ id, name, offices }) => [{ value: id, label: name }, ...offices.map((office) => ({ value: `${id} ${office.id}`, label: office.name }))]),
  ];
}

export function AccountFields() {
  const places = usePlaces();
  return (
    <>
      <Form.Item name="displayName" label="姓名（系统名称）" rules={[{ required: true, message: '此项必填' }]}><Input autoComplete="off" /></Form.Item>
      <Form.Item name="roles" label="角色" extra="“联络员”即单位的固定联系人" rules={[{ required: true, message: '请选择角色' }]}><Select mode="multiple" showSearch={{ optionFilterProp: 'label' }} options={ROLES.map((role) => ({ value: role, label: roleName(role) }))} /></Form.Item>
      <Form.Item name="place" label="所属单位（部门）" extra="平台管理人员不填"><Select allowClear showSearch={{ optionFilterProp: 'label' }} options={places} /></Form.Item>
      <Form.Item name={['profile', 'mail']} label="电子邮箱"><Input autoComplete="off" /></Form.Item>
      <Form.Item name={['profile', 'phone']} label="电话"><Input autoComplete="off" /></Form.Item>
      <Form.Item name={['profile', 'workCardNo']} label="执行人员工作证号" extra="法院执行人员必填"><Input autoComplete="off" /></Form.Item>
      <Form.Item name={['profile', 'enforcementPermitNo']} label="执行公务证号" extra="法院执行人员必填"><Input autoComplete="off" /></Form.Item>
    </>
  );
}
