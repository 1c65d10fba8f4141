import { userInfo } from 'node:os';
import { formatInstant } from '../domain/calendar/day';
import { InvalidInput } from '../domain/invalid-input';
import { withRegister } from '../engine/register-access';
import { SystemClock } from '../register/clock';
import { eraseWords, sweepLostWords } from '../register/matters/erase-words';

const LONGEST_REASON = 4_000;

/** `liandong register erase MATTER SEQ --reason TEXT`. */
export async function erase([matter, seq, ...more]: readonly string[], reason: string | undefined): Promise<number> {
  if (matter === undefined || seq === undefined || more.length > 0) throw new InvalidInput('takes a matter and the number of one of its entries; --help says more', 'erase');
  if (!/^[1-9]\d{0,8}$/.test(seq)) throw new InvalidInput(`'${seq}' is not the number of an entry`, 'SEQ');
  const why = reason?.trim() ?? '';
  if (why === '' || why.length > LONGEST_REASON) throw new InvalidInput(`needs a reason of up to ${LONGEST_REASON} characters: it stands on the record`, '--reason');
  return withRegister(async ({ db, keyRing, documentFiles }) => {
    const { erasedBefore, documents } = await eraseWords({ db, keyRing, clock: new SystemClock() }, { matter, seq: Number(seq), reason: why, orderedBy: userInfo().username });
    for (const document of documents) await documentFiles.remove(document);
    process.stdout.write(
      erasedBefore === undefined
        ? `The words of entry ${seq} of ${matter} are erased, and ${documents.length} documents. Back-ups made before still hold them.\n`
        : `The words of entry ${seq} of ${matter} were erased before, at ${formatInstant(erasedBefore)}.\n`,
    );
    return 0;
  });
}

/** `liandong register sweep`. */
export async function sweep(): Promise<number> {
  return withRegister(async ({ db }) => {
    const swept = await sweepLostWords(db, new SystemClock().now());
    process.stdout.write(`${swept} sealed words of signals that never came into a ledger are gone.\n`);
    return 0;
  });
}
