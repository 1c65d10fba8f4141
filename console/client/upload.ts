import { typeOf } from '../forms/document-types';
import { ApiError, type Problem } from './client';

/** Through XMLHttpRequest, which alone tells how far an upload has come. Returns the document's id. */
export function uploadDocument(file: File, key: string, onProgress: (part: number) => void): Promise<string> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', '/api/v1/documents');
    request.responseType = 'json';
    request.setRequestHeader('content-type', typeOf(file.name));
    request.setRequestHeader('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(file.name).replace(/['()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`)}`);
    request.setRequestHeader('idempotency-key', key);
    request.upload.onprogress = ({ loaded, total }) => onProgress(total === 0 ? 0 : loaded / total);
    request.onerror = () => reject(new ApiError(null, null));
    request.onload = () => {
      const said = request.response as { document: string } | Problem | null;
      if (request.status === 201 && said && 'document' in said) resolve(said.document);
      else reject(new ApiError(request.status, said as Problem | null));
    };
    request.send(file);
  });
}
