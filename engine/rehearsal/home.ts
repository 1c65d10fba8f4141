import fs from 'node:fs';
import path from 'node:path';
import { assertOutsideCheckout, LOCK_FILE, lockDataHome, prepareDataHome, resolveDataHome } from '../data-home';
import { EngineError } from '../errors';
import type { Log } from '../go-build';
import { stopLeftovers } from '../leftovers';

const MARK = 'rehearsal';
const PORTS_FILE = 'ports.json';

/** Beside the ordinary data home, so that both can run, and so that a back-up of one holds nothing of the other. */
export function resolveRehearsalHome(purpose: 'rehearsal' | 'play' | 'pictures'): string {
  const home = `${resolveDataHome()}-rehearsal`;
  return purpose === 'rehearsal' ? home : `${home}-${purpose}`;
}

/** Settings of an ordinary deployment that a rehearsal must not follow: to its database, its keys, its people's mailboxes and telephones, nor out of this machine, for everybody knows its password. */
const NOT_FOLLOWED = /^(DATABASE_(OWNER_)?URL|TEMPORAL_(ADDRESS|NAMESPACE)|LIANDONG_(KEYS|DOCUMENTS)_DIR|LIANDONG_PUBLIC_URL|LIANDONG_(API|WORKER)_HOST|LIANDONG_TRUST_PROXY|LIANDONG_MESSAGE_.*|SMTP_.*)$/;

/** A rehearsal brings its own parts and lets nothing out. Returns the names of the settings that it leaves aside. */
export function leaveOrdinarySettings(env: NodeJS.ProcessEnv): string[] {
  const names = Object.keys(env).filter((name) => NOT_FOLLOWED.test(name));
  for (const name of names) delete env[name];
  return names.sort();
}

/** Makes the home of a rehearsal, or recognises it. What is not marked as one is not touched. */
export function prepareRehearsalHome(home: string): void {
  assertOutsideCheckout(home);
  const isUsed = fs.existsSync(home) && fs.readdirSync(home).length > 0;
  if (isUsed && !fs.existsSync(path.join(home, MARK))) throw new EngineError(`${home} exists already and is not a rehearsal: choose another place with LIANDONG_DATA`);
  prepareDataHome(home);
  fs.writeFileSync(path.join(home, MARK), 'Everything in this folder belongs to a rehearsal; npm run rehearsal -- --fresh empties it.\n');
}

/** Empties the home of a rehearsal that is not running: database, engine, keys, mails. Its ports stay. */
export async function emptyRehearsalHome(home: string, log: Log): Promise<void> {
  prepareRehearsalHome(home);
  const release = lockDataHome(home);
  try {
    await stopLeftovers(home, log);
    for (const name of fs.readdirSync(home)) {
      if (name !== MARK && name !== PORTS_FILE && !name.startsWith(LOCK_FILE)) fs.rmSync(path.join(home, name), { recursive: true, force: true, maxRetries: 3 });
    }
  } finally {
    release();
  }
}
