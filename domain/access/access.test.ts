import { canHold, COMMANDS, type CommandName, mayCommand, mayMakePaper, mayRead, mayReadPersonalData, mayUse, RELATIONS, type Relation, type Role, ROLES } from './permissions';
import { getOfficialPaper, OFFICIAL_PAPER_IDS } from '../catalogue/official-papers';
import { type Party, requestParties } from './parties';
import { bodyKindOf, matterScope, type Officer, readerKeysOf, standingOf } from './relation';

const COURT_COMMANDS: CommandName[] = ['open-request', 'renew-seal', 'withdraw', 'grant-extension', 'reply-to-query', 'reply-to-delay-notice', 'accept-answer', 'contest-answer', 'serve-again', 'serve-on-unit', 'accept-return', 'contest-return', 'record-delivery', 'send-papers', 'annul-breach', 'record-110', 'acknowledge-stop', 'extend-watch', 'end-watch', 'cancel-search', 'record-found-by-court', 'sign-notice', 'decide-stop', 'tell-detention-house', 'bring-again', 'close-refused', 'sign-decision', 'accept-decision', 'ask-oversight', 'amend-draft', 'bring-to-attention', 'switch-off-instruction', 'switch-on-instruction', 'record-service', 'withdraw-notice'];
const UNIT_COMMANDS: CommandName[] = ['confirm-seal', 'record-outside-seal', 'end-outside-seal', 'record-encumbrance', 'end-encumbrance', 'settle-seal-order', 'record-disposal', 'give-waiting-notice', 'sign-receipt', 'answer', 'handle-at-window', 'record-act', 'give-delay-notice', 'raise-query', 'return-papers', 'wrong-unit', 'report-measure', 'confirm-undone', 'ask-for-papers', 'acknowledge-alarm', 'under-way', 'arrived', 'end-emergency', 'pass-to-punishment', 'declare-unfounded', 'report-stopped', 'take-on', 'record-found', 'retract-finding', 'notify-court', 'confirm-search-withdrawn', 'admit', 'refuse-admission', 'suggest-stop', 'record-release', 'accept', 'file-case', 'decide-not-to-file', 'issue-decision', 'extend-review', 'record-arrest', 'record-prosecution', 'decide-not-to-prosecute', 'end-referral', 'give-reasons', 'publish-notice', 'correct-notice'];
const EITHER_SIDE: CommandName[] = ['propose-service-time', 'confirm-service-time', 'correct', 'acknowledge-correction', 'record-false-report', 'confirm-hand-over', 'open-dispute', 'record-contact-test', 'acknowledge', 'contest-breach'];
const OF_BOTH_IN_DISPUTE: CommandName[] = ['state-position', 'agree', 'prolong-talks', 'declare-failed', 'withdraw-dispute'];
const COURTS_IN_DISPUTE: CommandName[] = ['accept-proposal', 'dissent-from-proposal'];
const COMMITTEES: CommandName[] = ['issue-opinion'];
const PROCURATORATES: CommandName[] = ['sign-request', 'report-first-result', 'demand-reasons', 'notify-to-file', 'find-refusal-right'];

describe('who may act', () => {
  test('every command belongs to the court, to the unit, to either side, to the committee, or to the procuratorate', () => {
    expect([...COURT_COMMANDS, ...UNIT_COMMANDS, ...EITHER_SIDE, ...OF_BOTH_IN_DISPUTE, ...COURTS_IN_DISPUTE, ...COMMITTEES, ...PROCURATORATES].sort()).toEqual([...COMMANDS].sort());
  });

  test('nobody but the requesting court gives a court command', () => {
    for (const [role, command, relation] of everything()) {
      if (COURT_COMMANDS.includes(command) && relation !== 'requesting-court') expect([role, command, relation, mayCommand(role, command, relation)]).toEqual([role, command, relation, false]);
    }
  });

  test('nobody but the assisting unit gives a unit command, save that its city liaison explains a delay or asks for a local office, and the prosecutors for the oversight they were asked for', () => {
    for (const [role, command, relation] of everything()) {
      if (!UNIT_COMMANDS.includes(command) || relation === 'assisting-unit') continue;
      const byCityLiaison = role === 'liaison' && relation === 'superior-unit' && (command === 'give-delay-notice' || command === 'raise-query');
      const byProsecutor = role === 'prosecutor' && relation === 'supervising-procuratorate' && (command === 'give-delay-notice' || command === 'raise-query');
      expect([role, command, relation, mayCommand(role, command, relation)]).toEqual([role, command, relation, byCityLiaison || byProsecutor]);
    }
  });

  test('in a dispute only its sides act, the court alone answers what touches its request, and the committee alone gives its opinion, once it was submitted', () => {
    for (const [role, command, relation] of everything()) {
      if (!mayCommand(role, command, relation)) continue;
      // A court that is no side of a dispute about its request is heard, and nothing more.
      if (OF_BOTH_IN_DISPUTE.includes(command) && !(command === 'state-position' && relation === 'requesting-court')) expect([command, relation]).toEqual([command, 'disputing-party']);
      if (COURTS_IN_DISPUTE.includes(command)) expect(['court-officer', 'enforcement-bureau']).toContain(role);
      if (COMMITTEES.includes(command)) expect([role, relation]).toEqual(['committee-officer', 'coordinating-committee']);
      if (relation === 'coordinating-committee') expect(command).toBe('issue-opinion');
    }
  });

  test('the oversight of a filing is for the prosecutors of the procuratorate that was asked, and they do nothing else in it but what everybody does who is asked for something', () => {
    for (const [role, command, relation] of everything()) {
      if (!mayCommand(role, command, relation)) continue;
      if (PROCURATORATES.includes(command)) expect([role, relation]).toEqual(['prosecutor', 'supervising-procuratorate']);
      if (relation === 'supervising-procuratorate') expect([...PROCURATORATES, 'give-delay-notice', 'raise-query', 'correct', 'acknowledge-correction', 'contest-breach']).toContain(command);
    }
  });

  test('whoever stands outside a matter does nothing in it', () => {
    for (const [role, command, relation] of everything()) {
      if (relation === 'superior' || relation === 'other') expect([role, command, mayCommand(role, command, relation)]).toEqual([role, command, false]);
    }
  });

  test('supervisor, committee and operator do nothing anywhere, save that a court’s own supervisor annuls a breach and the committee gives its opinion', () => {
    for (const [role, command, relation] of everything()) {
      if (role === 'supervisor' && command === 'annul-breach' && relation === 'requesting-court') continue;
      if (role === 'committee-officer' && command === 'issue-opinion') continue;
      if (role === 'supervisor' || role === 'committee-officer' || role === 'operator') expect(mayCommand(role, command, relation)).toBe(false);
    }
  });

  test('whoever may act may also read', () => {
    for (const [role, command, relation] of everything()) {
      if (mayCommand(role, command, relation)) expect([role, relation, mayRead(role, relation)]).toEqual([role, relation, true]);
    }
  });

  test('the number of permissions in the whole table is the one that was decided', () => {
    // court officer 17 + bureau 18 + liaison 15 and 2 + desk 16 + head 3 + prosecutor 15 + system 5 + supervisor 1,
    // on the spot: court officer 6 + bureau 6 + liaison 9 + desk 9 + head 9; on people: court officer 10 + bureau 10 + liaison 11 + desk 11,
    // in disputes: on the request court officer 4 + bureau 4 + liaison 2 + head 1 + prosecutor 1 = 12; on the dispute court officer 7 + bureau 7 + liaison 5 + desk 1 + head 5 + prosecutor 5 + committee 1 = 31,
    // on suspected crimes: court officer 7 + bureau 7 + liaison 10 + desk 10 + prosecutor 10 = 44,
    // on equity: court officer 2 + bureau 2 + liaison 2 + desk 2 + system 2 = 10,
    // on seals: court officer 1 + bureau 1 + liaison 8 + desk 8 + system 3 = 21
    expect(everything().filter(([role, command, relation]) => mayCommand(role, command, relation))).toHaveLength(291);
  });

  test.each<[Role, CommandName, Relation, boolean]>([
    ['court-officer', 'withdraw', 'requesting-court', true],
    ['court-officer', 'answer', 'requesting-court', false],
    ['court-officer', 'sign-receipt', 'assisting-unit', false],
    ['enforcement-bureau', 'grant-extension', 'superior', false],
    ['desk-officer', 'handle-at-window', 'assisting-unit', true],
    ['desk-officer', 'handle-at-window', 'superior-unit', false],
    ['desk-officer', 'grant-extension', 'assisting-unit', false],
    ['unit-head', 'answer', 'assisting-unit', false],
    ['system', 'sign-receipt', 'assisting-unit', true],
    ['system', 'give-delay-notice', 'assisting-unit', false],
    ['operator', 'open-request', 'requesting-court', false],
    ['supervisor', 'annul-breach', 'requesting-court', true],
    ['supervisor', 'annul-breach', 'superior', false],
    ['court-officer', 'annul-breach', 'requesting-court', false],
    ['enforcement-bureau', 'annul-breach', 'requesting-court', true],
    ['enforcement-bureau', 'annul-breach', 'superior', false],
    ['desk-officer', 'contest-breach', 'assisting-unit', true],
    ['liaison', 'contest-breach', 'superior-unit', false],
    ['unit-head', 'acknowledge-alarm', 'assisting-unit', true],
    ['unit-head', 'acknowledge-alarm', 'superior-unit', false],
    ['system', 'acknowledge-alarm', 'assisting-unit', false],
  ])('%s, %s, as %s: %s', (role, command, relation, expected) => {
    expect(mayCommand(role, command, relation)).toBe(expected);
  });
});

describe('who may read', () => {
  test('the operator sees no matter', () => {
    for (const relation of RELATIONS) expect(mayRead('operator', relation)).toBe(false);
  });

  test('personal data are for the two sides alone', () => {
    for (const role of ROLES) {
      for (const relation of ['superior-unit', 'superior', 'other'] as const) expect([role, relation, mayReadPersonalData(role, relation)]).toEqual([role, relation, false]);
    }
  });

  test('supervisors see every matter without personal data', () => {
    for (const relation of RELATIONS) {
      expect(mayRead('supervisor', relation)).toBe(true);
      expect(mayReadPersonalData('supervisor', relation)).toBe(false);
    }
  });

  test('a stranger sees nothing', () => {
    for (const role of ROLES.filter((name) => name !== 'supervisor')) expect([role, mayRead(role, 'other')]).toEqual([role, false]);
  });
});

test('a body has only officers that fit it', () => {
  expect(ROLES.filter((role) => canHold(role, 'none'))).toEqual(['operator']);
  expect(ROLES.filter((role) => canHold(role, 'court'))).toEqual(['court-officer', 'enforcement-bureau', 'liaison', 'unit-head', 'supervisor']);
  expect(canHold('prosecutor', 'unit')).toBe(false);
  expect(canHold('committee-officer', 'court')).toBe(false);
  expect(['court.luoding', 'committee', 'procuratorate', 'police', null].map(bodyKindOf)).toEqual(['court', 'committee', 'procuratorate', 'unit', 'none']);
});

test('accounts are managed and the rehearsal is run by the operator alone, payloads decoded by supervisors: the operator sees no case content', () => {
  expect(ROLES.filter((role) => mayUse(role, 'manage-accounts'))).toEqual(['operator']);
  expect(ROLES.filter((role) => mayUse(role, 'decode-payloads'))).toEqual(['supervisor']);
  expect(ROLES.filter((role) => mayUse(role, 'run-rehearsal'))).toEqual(['operator']);
  expect(ROLES.filter((role) => mayUse(role, 'name-officers'))).toEqual(['unit-head']);
  expect(ROLES.filter((role) => mayUse(role, 'instruct-beforehand'))).toEqual(['unit-head']);
});

test('documents are uploaded by whoever has acts that could carry them, and by the operator, who brings the notice of a calendar year', () => {
  for (const [role, command, relation] of everything()) if (mayCommand(role, command, relation)) expect([role, mayUse(role, 'upload-documents')]).toEqual([role, true]);
  expect(mayUse('operator', 'upload-documents')).toBe(true);
});

describe('relation', () => {
  const MATTER = { court: 'court.luoding', unit: 'police', office: 'police.luoding' };
  const relationTo = (officer: Pick<Officer, 'body' | 'office'>, matter: Parameters<typeof requestParties>[0]): Relation => standingOf(officer, requestParties(matter)).relation;

  test.each<[string, Pick<Officer, 'body' | 'office'>, Relation]>([
    ['the court that asks', { body: 'court.luoding', office: null }, 'requesting-court'],
    ['another basic court', { body: 'court.xinxing', office: null }, 'other'],
    ['the intermediate court', { body: 'court.intermediate', office: null }, 'superior'],
    ['the committee', { body: 'committee', office: null }, 'superior'],
    ['the office it lies with', { body: 'police', office: 'police.luoding' }, 'assisting-unit'],
    ['the unit above that office', { body: 'police', office: null }, 'superior-unit'],
    ['the unit above that office, by its city office', { body: 'police', office: 'police.city' }, 'superior-unit'],
    ['another office of the unit', { body: 'police', office: 'police.xinxing' }, 'other'],
    ['another unit', { body: 'land', office: null }, 'other'],
    ['nobody’s officer', { body: null, office: null }, 'other'],
  ])('%s', (_name, officer, expected) => {
    expect(relationTo(officer, MATTER)).toBe(expected);
  });

  test.each([null, undefined, 'police.city'])('the unit itself is its city office: %s', (office) => {
    for (const other of [null, undefined, 'police.city']) {
      expect(relationTo({ body: 'police', office }, { ...MATTER, office: other })).toBe('assisting-unit');
    }
  });

  test('the intermediate court asks for itself, too', () => {
    expect(relationTo({ body: 'court.intermediate', office: null }, { court: 'court.intermediate', unit: 'land', office: null })).toBe('requesting-court');
  });

  test('the scope of a list shows exactly the matters an officer may read one by one', () => {
    // Neither a court nor the committee is ever asked for assistance.
    const matters = ['court.intermediate', 'court.luoding'].flatMap((court) =>
      [['police', null], ['police', 'police.city'], ['police', 'police.luoding'], ['police', 'police.xinxing'], ['land', null]].map(([unit, office]) => ({ court, unit: unit ?? '', office: office ?? null })),
    );
    const places = [['court.intermediate', null], ['court.luoding', null], ['court.xinxing', null], ['committee', null], ['police', null], ['police', 'police.city'], ['police', 'police.luoding'], ['procuratorate', null], ['land', null], [null, null]];
    let seen = 0;
    for (const roles of [...ROLES.map((role) => [role]), ['liaison', 'desk-officer'], ['court-officer', 'supervisor']] as Role[][]) {
      for (const [body, office] of places) {
        const officer: Officer = { roles, body: body ?? null, office: office ?? null };
        if (!roles.every((role) => canHold(role, bodyKindOf(officer.body)))) continue;
        for (const matter of matters) {
          const readable = roles.some((role) => mayRead(role, relationTo(officer, matter)));
          if (readable) seen++;
          expect([officer, matter, isInScope(officer, requestParties(matter))]).toEqual([officer, matter, readable]);
        }
      }
    }
    expect(seen).toBeGreaterThan(100);
  });
});

/** As the register's query reads the scope. */
function isInScope(officer: Officer, parties: readonly Party[]): boolean {
  const scope = matterScope(officer);
  const keys = readerKeysOf(parties);
  return scope.all || scope.keys.some((key) => keys.includes(key));
}

function everything(): [Role, CommandName, Relation][] {
  return ROLES.flatMap((role) => COMMANDS.flatMap((command) => RELATIONS.map((relation): [Role, CommandName, Relation] => [role, command, relation])));
}

describe('who has papers written', () => {
  const makers = ROLES.flatMap((role) => RELATIONS.flatMap((relation) => OFFICIAL_PAPER_IDS.filter((paper) => mayMakePaper(role, paper, relation)).map((paper) => ({ role, relation, paper }))));

  test('nobody for whom the matter does not exist, and none that names people by whoever may not read of them', () => {
    for (const { role, relation, paper } of makers) {
      expect([role, relation, mayRead(role, relation)]).toEqual([role, relation, true]);
      if (getOfficialPaper(paper).personal.length > 0) expect([role, relation, paper, mayReadPersonalData(role, relation)]).toEqual([role, relation, paper, true]);
    }
  });

  test('whoever only oversees has none but the letter that urges; supervisor, operator and systems none at all', () => {
    for (const { role, relation, paper } of makers) {
      if (relation === 'superior' || relation === 'superior-unit' || relation === 'other') expect([role, relation, paper]).toEqual(['enforcement-bureau', 'superior', 'urging-letter']);
      expect(['supervisor', 'operator', 'system']).not.toContain(role);
    }
    // Five papers of the court for two roles, the letter that urges for the bureau in two relations, one of the unit for two roles, the submission for five.
    expect(makers).toHaveLength(2 * 5 + 2 + 2 + 5);
  });
});
