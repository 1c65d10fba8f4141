import { UploadOutlined } from '@ant-design/icons';
import { Button, Form, Input, Progress, Space, Upload } from 'antd';
import { type ReactNode, useEffect, useRef } from 'react';
import { Trouble } from '../app/trouble';
import { DOCUMENT_ENDS, MEBIBYTES_AT_MOST } from './document-types';
import { type Uploads, useUploads } from './use-uploads';

export interface Given {
  readonly document: string;
  readonly title: string;
}

interface Props {
  readonly name: string | (string | number)[];
  readonly label: ReactNode;
  readonly extra?: ReactNode;
  readonly isRequired?: boolean;
}

/** A form's documents. The form is complete only when every file chosen has arrived: an act never goes out without a paper that is still on its way. */
export function DocumentsField({ isRequired = false, ...item }: Props) {
  const uploads = useRef<Uploads>(null);
  const hasArrived = (): Promise<void> => {
    const why = uploads.current?.whyNotYet();
    return why === undefined ? Promise.resolve() : Promise.reject(new Error(why));
  };
  return (
    <Form.Item {...item} required={isRequired} validateFirst rules={[{ validator: hasArrived }, ...(isRequired ? [{ required: true, message: '请附文书' }] : [])]}>
      <Documents uploadsRef={uploads} />
    </Form.Item>
  );
}

/** Files dragged here or chosen, several at once; each is uploaded with its progress, and carried by the act under its title. */
function Documents({ value = [], onChange, uploadsRef }: { value?: readonly Given[]; onChange?: (given: readonly Given[]) => void; uploadsRef: { current: Uploads | null } }) {
  // Several uploads end in one render's time: each adds to what the others have added.
  const given = useRef(value);
  useEffect(() => { given.current = value; }, [value]);
  const give = (next: readonly Given[]): void => {
    given.current = next;
    onChange?.(next);
  };
  const underWay = useUploads((document, file) => give([...given.current, { document, title: file.name.replace(/\.[^.]+$/, '') }]));
  useEffect(() => { uploadsRef.current = underWay; });
  return (
    <div>
      <Upload.Dragger accept={DOCUMENT_ENDS} multiple showUploadList={false} beforeUpload={(file) => { underWay.begin(file); return false; }}>
        <p style={{ margin: 4 }}><UploadOutlined /> 将文件拖到这里，或点击选择（PDF、图片、DOCX，每个不超过 {MEBIBYTES_AT_MOST} MB）</p>
      </Upload.Dragger>
      {underWay.items.map((upload) => (
        <div key={upload.key} style={{ marginTop: 4 }}>
          <span>{upload.file.name}</span>
          {upload.trouble === undefined ? (
            <Progress percent={Math.round(upload.part * 100)} aria-label={`正在上传${upload.file.name}`} />
          ) : (
            <>
              <Trouble error={upload.trouble} />
              <Space>
                <Button size="small" aria-label={`重试上传${upload.file.name}`} onClick={() => underWay.again(upload)}>重试</Button>
                <Button size="small" aria-label={`移除${upload.file.name}`} onClick={() => underWay.forget(upload.key)}>移除</Button>
              </Space>
            </>
          )}
        </div>
      ))}
      {value.map((each, index) => (
        <Space.Compact key={each.document} block style={{ marginTop: 4 }}>
          <Input aria-label={`第 ${index + 1} 份文书的标题`} value={each.title} onChange={({ target }) => give(given.current.map((other) => (other.document === each.document ? { ...other, title: target.value } : other)))} />
          <Button aria-label={`移除第 ${index + 1} 份文书`} onClick={() => give(given.current.filter((other) => other.document !== each.document))}>移除</Button>
        </Space.Compact>
      ))}
    </div>
  );
}
