import { userInfo } from 'node:os';
import { formatInstant } from '../domain/calendar/day';
import { InvalidInput } from '../domain/invalid-input';
import { withRegister } from '../engine/register-access';
import { SystemClock } from '../register/clock';
import { eraseCalls, eraseNotes, eraseWords, sweepLostWords } from '../register/matters/erase-words';

const LONGEST_REASON = 4_000;

/** `liandong register erase MATTER SEQ --reason TEXT`, or `notes` or `calls` for SEQ. */
export async function erase([matter, what, ...more]: readonly string[], reason: string | undefined): Promise<number> {
  if (matter === undefined || what === undefined || more.length > 0) throw new InvalidInput("takes a matter and the number of one of its entries, 'notes' or 'calls'; --help says more", 'erase');
  if (what !== 'notes' && what !== 'calls' && !/^[1-9]\d{0,8}$/.test(what)) throw new InvalidInput(`'${what}' is neither the number of an entry nor 'notes' nor 'calls'`, 'SEQ');
  const why = reason?.trim() ?? '';
  if (why === '' || why.length > LONGEST_REASON) throw new InvalidInput(`needs a reason of up to ${LONGEST_REASON} characters: it stands on the record`, '--reason');
  return withRegister(async ({ db, keyRing, documentFiles }) => {
    const deps = { db, keyRing, clock: new SystemClock() };
    const order = { matter, reason: why, orderedBy: userInfo().username };
    if (what === 'notes' || what === 'calls') {
      const erased = what === 'notes' ? await eraseNotes(deps, order) : await eraseCalls(deps, order);
      const named = what === 'notes' ? 'notes' : 'notes of telephone calls';
      process.stdout.write(erased === 0 ? `${matter} has no ${named}.\n` : `${erased} ${named} of ${matter} are erased. Back-ups made before still hold them.\n`);
      return 0;
    }
    const { erasedBefore, documents } = await eraseWords(deps, { ...order, seq: Number(what) });
    for (const document of documents) await documentFiles.remove(document);
    process.stdout.write(
      erasedBefore === undefined
        ? `The words of entry ${what} of ${matter} are erased, and ${documents.length} documents. Back-ups made before still hold them.\n`
        : `The words of entry ${what} of ${matter} were erased before, at ${formatInstant(erasedBefore)}.\n`,
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
