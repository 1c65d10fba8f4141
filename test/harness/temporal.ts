import { randomBytes } from 'node:crypto';
import { ensureNamespace } from '../../engine/temporal-namespace';
import { fromSetup } from './environment';

export interface TestNamespace {
  address: string;
  namespace: string;
}

/** A namespace of the test file's own, with the product's search attributes, usable at once. */
export async function createTestNamespace(): Promise<TestNamespace> {
  const address = fromSetup('LIANDONG_TEST_TEMPORAL_ADDRESS');
  const namespace = `test-${randomBytes(6).toString('hex')}`;
  await ensureNamespace(address, namespace);
  return { address, namespace };
}
