import { z } from 'zod';
import { instantText, matterNumber, uuid } from './common';
import { route } from './route';

export const MAX_DOCUMENT_BYTES = 50 * 1024 * 1024;

/** What may be kept, and the ends that the name of such a file has. */
export const DOCUMENT_TYPES = {
  'application/pdf': ['pdf'],
  'image/png': ['png'],
  'image/jpeg': ['jpg', 'jpeg'],
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': ['docx'],
} as const;
export type DocumentType = keyof typeof DOCUMENT_TYPES;
export const DOCUMENT_TYPE_NAMES = Object.keys(DOCUMENT_TYPES) as readonly DocumentType[];

const content = {
  document: z.string(),
  sha256: z.string().meta({ description: 'Of the file as it was uploaded, in hexadecimal' }),
  bytes: z.int(),
  mediaType: z.enum(DOCUMENT_TYPE_NAMES),
  scanned: z.boolean().meta({ description: 'Whether a virus scanner found it clean; false: the operator has set none' }),
};

export const uploadDocument = route({
  method: 'post',
  path: '/documents',
  operationId: 'uploadDocument',
  tag: 'documents',
  summary: '上传文书',
  description:
    'One file of at most 50 MB as the body, its type in Content-Type and its name in Content-Disposition (attachment; filename*=UTF-8\'\'%E6%84%8F%E8%A7%81.pdf). Type, name and content have to agree. ' +
    'The file is kept when the answer comes; a command then carries it under a title. What no command carries within 7 days is removed.',
  auth: 'upload-documents',
  upload: { mediaTypes: DOCUMENT_TYPE_NAMES },
  responses: { 201: { description: 'Kept', body: z.strictObject(content).meta({ title: '文书' }) } },
  refusals: ['document-type-not-allowed', 'document-name-required', 'document-too-large', 'document-incomplete', 'document-infected', 'too-many-loose-documents', 'idempotency-key-reused', 'scan-unavailable', 'documents-unavailable'],
});

export const copyDocument = route({
  method: 'post',
  path: '/documents/{document}/copy',
  operationId: 'copyDocument',
  tag: 'documents',
  summary: '复制已上传的文书',
  description: 'The same file once more, for another act: each document is carried by one act only. Of what the caller uploaded and nothing carries yet; the same key gives the same copy.',
  auth: 'upload-documents',
  params: z.strictObject({ document: uuid }),
  isCommand: true,
  responses: { 201: { description: 'Kept', body: z.strictObject(content).meta({ title: '文书' }) } },
  refusals: ['document-not-free', 'too-many-loose-documents', 'document-infected', 'idempotency-key-reused', 'scan-unavailable', 'documents-unavailable'],
});

export const attachedDocument = z
  .strictObject({
    ...content,
    entry: z.int().meta({ description: 'Number of the entry that carries it' }),
    entryType: z.string(),
    attachedAt: instantText,
    title: z.string().nullable().meta({ description: 'Only where personal data may be read' }),
    name: z.string().nullable().meta({ description: 'Of the file; only where personal data may be read' }),
  })
  .meta({ title: '所附文书' });

export const listMatterDocuments = route({
  method: 'get',
  path: '/matters/{id}/documents',
  operationId: 'listMatterDocuments',
  tag: 'documents',
  summary: '事项所附文书',
  auth: 'account',
  params: z.strictObject({ id: matterNumber }),
  responses: { 200: { description: 'In the order of the ledger', body: z.strictObject({ items: z.array(attachedDocument) }) } },
  refusals: ['not-found'],
});

export const downloadDocument = route({
  method: 'get',
  path: '/matters/{id}/documents/{document}',
  operationId: 'downloadDocument',
  tag: 'documents',
  summary: '下载文书',
  description: 'Only for those who may read personal data in the matter; recorded before the first byte. A file that was changed on disk ends in an error, never in other content.',
  auth: 'account',
  params: z.strictObject({ id: matterNumber, document: uuid }),
  responses: { 200: { description: 'The file', mediaTypes: DOCUMENT_TYPE_NAMES, headers: { 'Content-Disposition': 'attachment, with the name of the file' } } },
  refusals: ['not-found', 'not-permitted', 'document-damaged'],
});
