import { removeRunFolder } from './test-engine';

export default async function tearDown(): Promise<void> {
  const run = globalThis.liandongTestRun;
  if (!run) return;
  await run.engine.stop();
  await removeRunFolder(run.folder);
}
