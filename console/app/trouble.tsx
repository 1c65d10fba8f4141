import { Alert, Button } from 'antd';
import { ApiError } from '../client/client';
import { formFieldName } from '../words/form-fields';

/** What went wrong, in an official's words, what to do about it, and the number under which the operator finds it. */
export function Trouble({ error, again, labelOf = formFieldName }: { error: unknown; again?: () => void; labelOf?: (path: string) => string }) {
  const { title, advice, requestId } = wordsOf(error, labelOf);
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

function wordsOf(error: unknown, labelOf: (path: string) => string): { title: string; advice?: string; requestId?: string } {
  if (!(error instanceof ApiError)) return { title: '页面出现错误', advice: '请刷新页面；仍不能使用的，请告知系统管理人员。' };
  const { problem, status } = error;
  if (status === null) return { title: error.message, advice: '请检查网络后再试。已经提交的操作不会重复办理。' };
  const fields = saidOfFields(error, labelOf);
  return { title: error.message, advice: [problem?.detail, fields].filter((text) => text !== undefined && text !== '').join('；') || undefined, requestId: problem?.requestId };
}

/** What is wrong with which field, by the name that it has on the page; one without such a name is not named. */
export function saidOfFields({ problem }: ApiError, labelOf: (path: string) => string): string | undefined {
  return problem?.errors?.map(({ path, message }) => [path === '' ? '' : labelOf(path), message].filter((text) => text !== '').join('：')).join('；');
}
