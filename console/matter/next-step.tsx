import { Button, Typography } from 'antd';
import { ApiError } from '../client/client';
import { nextStepAfter } from '../words/next-steps';

/** What to do after a refusal. */
export function NextStep({ error, refresh }: { error: unknown; refresh: () => void }) {
  if (!(error instanceof ApiError)) return null;
  if (error.isPassing) return <Typography.Paragraph>可以再次提交：同一操作只会记录一次。</Typography.Paragraph>;
  const step = nextStepAfter(error.code ?? '') ?? '请查看最新情况，再决定如何办理。';
  return (
    <Typography.Paragraph>
      <strong>下一步：</strong>{step} <Button size="small" onClick={refresh}>查看最新情况</Button>
    </Typography.Paragraph>
  );
}
