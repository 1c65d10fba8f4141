import { Button, Typography } from 'antd';
import { ApiError } from '../client/client';

/** What to do after a refusal, where the refusal itself does not say. */
const ADVICE: Readonly<Record<string, string>> = {
  'not-awaited': '事项的阶段已经变化，现在不能再办理这一项。请查看最新情况。',
  'matter-closed': '事项已经办结，不再受理。确有需要的，请另行提出。',
  'not-permitted': '这一操作不属于您的权限，请联系本单位有权限的人员办理。',
  'already-received': '文书已经签收，无需再次签收。',
  'idempotency-key-reused': '内容已修改，请再次提交。',
};

export function NextStep({ error, refresh }: { error: unknown; refresh: () => void }) {
  if (!(error instanceof ApiError)) return null;
  const advice = error.code === undefined ? undefined : ADVICE[error.code];
  if (error.isPassing) return <Typography.Paragraph>可以再次提交：同一操作只会记录一次。</Typography.Paragraph>;
  return (
    <Typography.Paragraph>
      {advice} <Button size="small" onClick={refresh}>查看最新情况</Button>
    </Typography.Paragraph>
  );
}
