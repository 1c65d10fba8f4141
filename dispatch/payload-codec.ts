import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { type DataConverter, type Payload, type PayloadCodec, type SerializationContext, ValueError } from '@temporalio/common';
import { temporal } from '@temporalio/proto';
import type { KeyRing } from '../register/sealing/key-ring';

const ENCODING = 'binary/encrypted';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
/** In the metadata within the box: of which workflow the payload is, so that whoever opens it by itself knows. */
const WORKFLOW = 'liandong-workflow';
const PayloadMessage = temporal.api.common.v1.Payload;

/**
 * AES-256-GCM over the whole payload; data = nonce (12) || ciphertext || tag (16); the key's id is in the metadata and authenticated.
 * Payloads in any other encoding pass through on decode: histories hold some that the server wrote itself.
 */
export function createPayloadCodec(keyRing: KeyRing): PayloadCodec {
  return {
    encode: async (payloads, context) => payloads.map((payload) => encrypt(keyRing, payload, context)),
    decode: async (payloads) => payloads.map((payload) => decrypt(keyRing, payload)),
  };
}

/** One converter for Client, Worker and Worker.runReplayHistory. A prebuilt bundle must be built with the same {@link FAILURE_CONVERTER_PATH}. */
export function createDataConverter(keyRing: KeyRing): DataConverter {
  return { failureConverterPath: FAILURE_CONVERTER_PATH, payloadCodecs: [createPayloadCodec(keyRing)] };
}

export const FAILURE_CONVERTER_PATH = require.resolve('./failure-converter');

/** Of which workflow an opened payload is: its id, a matter's number. Undefined: written without saying so. */
export function workflowOf({ metadata }: Payload): string | undefined {
  return textOf(metadata?.[WORKFLOW]) || undefined;
}

function encrypt(keyRing: KeyRing, payload: Payload, context: SerializationContext | undefined): Payload {
  const { keyId, secret } = keyRing.current('payload');
  const named = context?.workflowId ? { ...payload, metadata: { ...payload.metadata, [WORKFLOW]: Buffer.from(context.workflowId) } } : payload;
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', secret, nonce);
  cipher.setAAD(Buffer.from(keyId));
  const data = Buffer.concat([nonce, cipher.update(PayloadMessage.encode(named).finish()), cipher.final(), cipher.getAuthTag()]);
  return { metadata: { encoding: Buffer.from(ENCODING), 'encryption-key-id': Buffer.from(keyId) }, data };
}

function decrypt(keyRing: KeyRing, payload: Payload): Payload {
  if (textOf(payload.metadata?.encoding) !== ENCODING) return payload;
  const keyId = textOf(payload.metadata?.['encryption-key-id']);
  const data = payload.data ?? new Uint8Array();
  if (data.length < NONCE_BYTES + TAG_BYTES) throw new ValueError('encrypted payload is too short');
  const decipher = createDecipheriv('aes-256-gcm', keyRing.find('payload', keyId).secret, data.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES });
  decipher.setAAD(Buffer.from(keyId));
  decipher.setAuthTag(data.subarray(-TAG_BYTES));
  return PayloadMessage.decode(Buffer.concat([decipher.update(data.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()]));
}

function textOf(bytes: Uint8Array | null | undefined): string {
  return Buffer.from(bytes ?? []).toString('utf8');
}
