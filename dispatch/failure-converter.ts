import { DefaultFailureConverter } from '@temporalio/common';

/** Loaded by path into client, worker and workflow bundle: messages and stack traces are payloads too, hence encrypted. */
export const failureConverter = new DefaultFailureConverter({ encodeCommonAttributes: true });
