import { formatInstant } from '../../contract/common';
import * as contract from '../../contract/standing-instructions';
import { mayChangeInstruction, readsInstruction } from '../../domain/access/standing-instructions';
import { dayOf } from '../../domain/calendar/day';
import { RULE_SETS } from '../../domain/rule-sets';
import { INSTRUCTION_STATUS_NAMES, isInForceOn } from '../../domain/standing-instructions/standing-instruction';
import { recordAudit } from '../../register/accounts/audit';
import { openDocument } from '../../register/documents/open-document';
import { findDocuments } from '../../register/documents/queries';
import { nameOf } from '../../register/documents/upload';
import { Refusal } from '../../register/errors';
import { type InstructionRow, instructionOf, listInstructions } from '../../register/standing-instructions/queries';
import { changeInstruction, findJudge, listJudges, namesOf, reasonOf } from '../../register/standing-instructions/standing-instructions';
import { downloadHeaders } from '../matters/download-headers';
import type { ApiRouter } from '../router';
import type { Services } from '../services';

/** What a court lets be done in its name before its window closes (四.6, 四.7(4)). */
export function setUpStandingInstructions(router: ApiRouter, services: Services): void {
  const { db, clock, wallClock, keyRing } = services;

  router.handle(contract.readStandingInstruction, async ({ params: { court }, principal }) => {
    const reads = readsInstruction(principal, court);
    if (!reads) throw new Refusal('not-permitted');
    return { status: 200, body: await view(court, reads, mayChangeInstruction(principal, court)) };
  });

  router.handle(contract.changeStandingInstruction, async ({ params: { court }, body: { version, change }, principal, auditActor }) => {
    if (!mayChangeInstruction(principal, court)) throw new Refusal('not-permitted');
    await changeInstruction(services, { ...auditActor, accountId: principal.accountId }, { court, version, change: await withJudge(court, change) });
    return { status: 200, body: await view(court, 'whole', true) };
  });

  router.handle(contract.downloadStandingInstruction, async ({ params: { court, version }, principal, auditActor }) => {
    if (readsInstruction(principal, court) !== 'whole') throw new Refusal('not-permitted');
    const file = (await listInstructions(db, court)).find((row) => row.version === version)?.file;
    const [row] = file ? await findDocuments(db, [file.document]) : [];
    const name = row && nameOf(keyRing, row);
    if (!file || !name) throw new Refusal('not-found');
    await recordAudit(db, { at: wallClock.now(), actor: auditActor, action: 'document-downloaded', details: { court, version, document: file.document } });
    return { status: 200, file: await openDocument(services, null, file), headers: downloadHeaders(file, name) };
  });

  type Given = { status: 'confirmed'; judge: string } | { status: 'withdrawn' };
  /** Accounts are named by their user names, and kept by their ids. */
  async function withJudge<Change extends Given>(court: string, change: Change): Promise<Change> {
    if (change.status === 'withdrawn') return change;
    const judge = await findJudge(db, court, change.judge);
    if (judge === undefined) throw new Refusal('invalid-body', { errors: [{ path: 'change.judge', code: 'judge-not-of-this-court', message: '本院没有可作为负责法官的这一账号' }] });
    return { ...change, judge };
  }

  async function view(court: string, reads: 'whole' | 'existence', mayChange: boolean) {
    const rows = await listInstructions(db, court);
    const [newest] = rows;
    if (!newest) throw new Refusal('not-found');
    const { version, status, validFrom, validTo } = instructionOf(newest);
    return {
      court,
      version,
      status,
      statusName: INSTRUCTION_STATUS_NAMES[status],
      isInForce: isInForceOn(instructionOf(newest), dayOf(clock.now())),
      validFrom,
      validTo: validTo ?? null,
      judges: mayChange ? (await listJudges(db, court)).map(({ username, display_name }) => ({ username, name: display_name })) : null,
      versions: reads === 'whole' ? await versionsOf(rows) : null,
    };
  }

  async function versionsOf(rows: readonly InstructionRow[]): Promise<contract.InstructionVersionView[]> {
    const names = await namesOf(db, rows.flatMap(({ judge, set_by }) => [judge, set_by]).filter((id) => id !== null));
    const person = (account: string | null) => (account === null ? null : { account, name: names.get(account) ?? '' });
    return rows.map((row) => ({
      id: row.id,
      version: row.version,
      status: row.status,
      statusName: INSTRUCTION_STATUS_NAMES[row.status],
      judge: person(row.judge),
      file: row.file,
      crimes: row.crimes.map((id) => ({ id, name: CRIME_NAMES.get(id) ?? id })),
      validFrom: row.valid_from,
      validTo: row.valid_to,
      reason: reasonOf(keyRing, row),
      setBy: person(row.set_by),
      setAt: row.set_at === null ? null : formatInstant(row.set_at),
    }));
  }
}

const CRIME_NAMES: ReadonlyMap<string, string> = new Map(RULE_SETS.flatMap(({ referrals }) => Object.entries(referrals).map(([id, { name }]) => [id, name])));
