import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** Between two collections. */
const COLLECT_EVERY_BYTES = 4 * 1024 * 1024;

/**
 * Passes on the parts of a file and frees them behind itself. V8 does not count a socket's buffers as its own heap and lets some 30 MB of them
 * lie before it looks; a collection of the young ones takes a millisecond or two.
 */
export async function* boundMemory(parts: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let bytes = 0;
  for await (const part of parts) {
    bytes += part.length;
    if (bytes >= COLLECT_EVERY_BYTES) {
      bytes = 0;
      collectYoung();
    }
    yield part;
  }
}

type Collect = (options: { type: 'minor' }) => void;
let collect: Collect | undefined;

/** The flag makes `gc` known to contexts that are made from now on, and to no other code. */
function collectYoung(): void {
  if (!collect) {
    setFlagsFromString('--expose-gc');
    collect = runInNewContext('gc') as Collect;
    setFlagsFromString('--no-expose-gc');
  }
  collect({ type: 'minor' });
}
