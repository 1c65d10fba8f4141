import { UploadOutlined } from '@ant-design/icons';
import { Input, List, Progress, Upload } from 'antd';
import { useState } from 'react';
import { ApiError, newActKey } from '../client/client';
import { uploadDocument } from '../client/upload';
import { Trouble } from '../app/trouble';
import { DOCUMENT_ENDS, MEBIBYTES_AT_MOST } from './document-types';

interface Given {
  readonly document: string;
  readonly title: string;
}

interface UnderWay {
  readonly name: string;
  readonly part: number;
}

/** Files dragged here or chosen; each is uploaded at once, with its progress, and carried by the act under its title. */
export function DocumentsField({ value = [], onChange }: { value?: readonly Given[]; onChange?: (given: readonly Given[]) => void }) {
  const [underWay, setUnderWay] = useState<UnderWay | null>(null);
  const [trouble, setTrouble] = useState<unknown>(null);
  const upload = async (file: File): Promise<void> => {
    setTrouble(null);
    if (file.size > MEBIBYTES_AT_MOST * 1_048_576) {
      setTrouble(new ApiError(413, { type: '', title: `文件超过 ${MEBIBYTES_AT_MOST} MB`, status: 413, code: 'document-too-large', requestId: '' }));
      return;
    }
    setUnderWay({ name: file.name, part: 0 });
    try {
      const document = await uploadDocument(file, newActKey(), (part) => setUnderWay({ name: file.name, part }));
      onChange?.([...value, { document, title: file.name.replace(/\.[^.]+$/, '') }]);
    } catch (error) {
      setTrouble(error);
    } finally {
      setUnderWay(null);
    }
  };
  return (
    <div>
      <Upload.Dragger accept={DOCUMENT_ENDS} multiple={false} showUploadList={false} disabled={underWay !== null} beforeUpload={(file) => { void upload(file); return false; }}>
        <p style={{ margin: 4 }}><UploadOutlined /> 将文件拖到这里，或点击选择（PDF、图片、DOCX，不超过 {MEBIBYTES_AT_MOST} MB）</p>
      </Upload.Dragger>
      {underWay && <Progress percent={Math.round(underWay.part * 100)} aria-label={`正在上传${underWay.name}`} />}
      {trouble !== null && <Trouble error={trouble} />}
      {value.length > 0 && (
        <List
          size="small"
          dataSource={[...value]}
          renderItem={(given, index) => (
            <List.Item actions={[<a key="remove" role="button" tabIndex={0} onClick={() => onChange?.(value.filter((other) => other !== given))}>移除</a>]}>
              <Input aria-label={`第 ${index + 1} 份文书的标题`} value={given.title} onChange={({ target }) => onChange?.(value.map((other) => (other === given ? { ...given, title: target.value } : other)))} />
            </List.Item>
          )}
        />
      )}
    </div>
  );
}
