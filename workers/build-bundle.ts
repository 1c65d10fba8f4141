import fs from 'node:fs';
import { BUNDLE_FILE, buildBundle, isBundleStale } from './bundle';

/** The last step of the build: the workflow bundle, when the compiled workflows have changed. */
async function main(): Promise<void> {
  if (!isBundleStale()) return;
  const { code } = await buildBundle();
  const draft = `${BUNDLE_FILE}.${process.pid}`;
  fs.writeFileSync(draft, code);
  fs.renameSync(draft, BUNDLE_FILE);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
