import { Alert, Button } from 'antd';
import { ApiError } from '../client/client';

/** What went wrong, in an official's words, what to do about it, and the number under which the operator finds it. */
export function Trouble({ error, again }: { error: unknown; again?: () => void }) {
  const { title, advice, requestId } = wordsOf(error);
  return (
    <Alert
      type="error"
      showIcon
      role="alert"
      title={title}
      description={
        <>
          {advice}
          {requestId !== undefined && <div>请求编号：{requestId}</div>}
        </>
      }
      action={again && <Button onClick={again}>再试一次</Button>}
    />
  );
}

function wordsOf(error: unknown): { title: string; advice?: string; requestId?: string } {
  if (!(error instanceof ApiError)) return { title: '页面出现错误', advice: '请刷新页面；仍不能使用的，请告知系统管理人员。' };
  const { problem, status } = error;
  if (status === null) return { title: error.message, advice: '请检查网络后再试。已经提交的操作不会重复办理。' };
  const fields = problem?.errors?.map(({ path, message }) => `${path}：${message}`).join('；');
  return { title: error.message, advice: [problem?.detail, fields].filter((text) => text !== undefined && text !== '').join('；') || undefined, requestId: problem?.requestId };
}
