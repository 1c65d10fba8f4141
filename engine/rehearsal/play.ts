import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { CALENDAR_REVISED } from '../../matters/shell-commands';
import { messageOf } from '../errors';
import { type CountedDay, type LedgerEntry, Narrator } from './narrator';
import { type Json, Person } from './person';
import type { Act, MatterView, Scene, Stage, Story } from './story';

export interface PlayOptions {
  apiUrl: string;
  password: string;
  /** Tokens of the units' own systems, by user name. */
  tokens: Readonly<Record<string, string>>;
  line: (text: string) => void;
}

export interface Played {
  expectations: number;
  /** What was not as the story says it must be. */
  failures: string[];
  alarms: number;
}

const OPENED_WITHIN_MS = 30_000;
/** A request for a seal joins the queue on its asset by the way: a story that looks at that calls it so. */
const QUEUE = 'queue';
const OPERATOR = 'operator';
const ONLOOKER = 'committee.supervisor';
const MARKS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** Plays a story through the public API alone, and tells it as a timeline. */
export async function play(story: Story, options: PlayOptions): Promise<Played> {
  const player = new Player(options);
  const narrator = player.narrator;
  narrator.title(story.title);
  await player.moveTo(story.from);
  for (const scene of story.scenes) await player.playScene(scene);
  return player.played;
}

class Player implements Stage {
  readonly played: Played = { expectations: 0, failures: [], alarms: 0 };
  readonly narrator: Narrator;
  private readonly people = new Map<string, Promise<Person>>();
  /** Numbers of the story's matters by their short names, in the order of opening. */
  private readonly matters = new Map<string, string>();
  /** Who looks at the closed ones: there the onlooker reads number, stage and dates alone, whoever opened it everything. */
  private readonly insiders = new Map<string, string>();
  private readonly crowds = new Map<string, string[]>();
  private readonly answers = new Map<string, Json>();
  private readonly toldSeq = new Map<string, number>();
  /** Term and last day, as told already. */
  private readonly toldTerms = new Map<string, string>();
  private readonly run = randomUUID();
  private acts = 0;

  constructor(private readonly options: PlayOptions) {
    this.narrator = new Narrator(options.line);
  }

  async playScene(scene: Scene): Promise<void> {
    await this.moveTo(scene.at);
    const who = scene.by === undefined ? '👁 查看 a look' : (await this.person(scene.by)).name;
    try {
      const done = scene.does && scene.by !== undefined ? await this.act(scene.by, scene.does) : '';
      const name = scene.does && nameIn(scene.does);
      const about = name === undefined ? '' : this.mark(name);
      this.narrator.act(`${scene.at}:00+08:00`, who, { zh: `${scene.says.zh}${done}`, en: scene.says.en }, about);
      if (name !== undefined && this.matters.has(name)) await this.tellTerms(name);
    } catch (error) {
      this.narrator.act(`${scene.at}:00+08:00`, who, scene.says, '');
      this.fail(`${scene.at} ${scene.says.en}`, messageOf(error));
    }
    for (const expectation of scene.expects ?? []) {
      this.played.expectations += 1;
      const found = await expectation.differs(this).catch(messageOf);
      if (found === undefined) this.narrator.expectation(expectation.what, undefined);
      else this.fail(expectation.what, found, scene.at);
    }
  }

  /** Lets time pass, and tells what the clock did meanwhile. */
  async moveTo(at: string): Promise<void> {
    const operator = await this.person(OPERATOR);
    const { moved } = await operator.ask('POST', '/rehearsal/clock', { action: 'move', to: `${at}:00+08:00` });
    const { alarms } = moved as { alarms: number };
    this.played.alarms += alarms;
    await this.tellAlarms();
  }

  async matter(name: string): Promise<MatterView> {
    const number = this.matters.get(name);
    if (number === undefined) throw new Error(`the story has not opened "${name}" yet`);
    return (await (await this.onlookerOf(name)).ask('GET', `/matters/${number}`)) as unknown as MatterView;
  }

  async measures(name: string): Promise<string[]> {
    const { number } = await this.matter(name);
    const { items } = await (await this.person(ONLOOKER)).ask('GET', `/matters/${number}/measures`);
    return (items as { state: string }[]).map(({ state }) => state);
  }

  async papers(username: string, name: string): Promise<{ number: string; versions: number }[]> {
    const { number } = await this.matter(name);
    const { items } = await (await this.person(username)).ask('GET', `/matters/${number}/papers`);
    return (items as { number: string; versions: unknown[] }[]).map((paper) => ({ number: paper.number, versions: paper.versions.length }));
  }

  async documents(name: string): Promise<string[]> {
    const { number } = await this.matter(name);
    const { items } = await (await this.person(ONLOOKER)).ask('GET', `/matters/${number}/documents`);
    return (items as { entryType: string }[]).map(({ entryType }) => entryType);
  }

  async column(caseNumber: string): Promise<string[]> {
    const { items } = await (await this.person(ONLOOKER)).ask('GET', '/public/judicial-assistance?limit=100');
    const ofCase = (items as { kind: string; state: string; caseNumber: string; liftedAt: string | null; corrections: unknown[] }[]).filter((notice) => notice.caseNumber === caseNumber);
    return ofCase.map(({ kind, state, liftedAt, corrections }) => `${kind} ${liftedAt === null ? state : 'lifted'}${corrections.length > 0 ? ' corrected' : ''}`);
  }

  async crowd(name: string): Promise<MatterView[]> {
    const onlooker = await this.person(ONLOOKER);
    return Promise.all((this.crowds.get(name) ?? []).map(async (number) => (await onlooker.ask('GET', `/matters/${number}`)) as unknown as MatterView));
  }

  kept(name: string): Json {
    return this.answers.get(name) ?? {};
  }

  async told(username: string, name: string): Promise<string[]> {
    const person = await this.person(username);
    const told: string[] = [];
    for (let cursor: unknown = ''; typeof cursor === 'string'; ) {
      const page = await person.ask('GET', `/notifications?limit=100${cursor && `&cursor=${encodeURIComponent(cursor)}`}`);
      told.push(...(page['items'] as { matter: string; message: string }[]).filter(({ matter }) => matter === this.matters.get(name)).map(({ message }) => message));
      cursor = page['nextCursor'];
    }
    return told;
  }

  private async act(username: string, does: Act): Promise<string> {
    const person = await this.person(username);
    this.acts += 1;
    const key = `${this.run}-${this.acts}`;
    if ('open' in does) {
      const { matter } = await person.ask('POST', does.through ?? '/requests', await this.withEvidence(person, does, key), key);
      this.matters.set(does.open, String(matter));
      if (!(await this.matter(does.open)).isContentShown) this.insiders.set(does.open, username);
      return ` ${String(matter)}`;
    }
    if ('openMany' in does) return this.openMany(person, does, key);
    if ('onAll' in does) return this.actOnAll(person, does, key);
    if ('asks' in does) {
      const said = await this.askFor(person, does, key);
      for (const [name, by] of Object.entries(does.opens ?? {})) await this.nameOpened(by, name);
      return said;
    }
    const number = this.matters.get(does.on) ?? '';
    const said: Json = typeof does.body === 'function' ? await does.body(this) : (does.body ?? {});
    const body: Json = does.carries === undefined ? said : { ...said, documents: [{ document: await person.upload(does.carries, `${key}-paper`), title: does.carries }] };
    const path = `/matters/${number}/commands/${does.command}`;
    if (does.refused === undefined) {
      await person.ask('POST', path, body, key);
      return does.opens === undefined ? '' : ` ${await this.nameOpened(does.on, does.opens)}`;
    }
    this.played.expectations += 1;
    const { status, body: answer } = await person.try('POST', path, body, key);
    if (status < 400 || answer['code'] !== does.refused) this.fail(`refused: ${does.refused}`, `${status} ${String(answer['code'])}`);
    return `（被拒绝 refused: ${String(answer['code'])}）`;
  }

  private async withEvidence(person: Person, { request: given, evidence }: Extract<Act, { open: string }>, key: string): Promise<Json> {
    const request = typeof given === 'function' ? await given(this) : given;
    if (evidence === undefined) return request;
    const bound = await Promise.all(evidence.map(async (title, index) => ({ title, document: await person.upload(title, `${key}-evidence-${index}`) })));
    const catalogue = bound.map(({ title, document }) => ({ item: title, document }));
    return { ...request, documents: bound, particulars: { ...(request['particulars'] as Json), evidence: catalogue } };
  }

  private async openMany(person: Person, { openMany, count, request, signedBy }: Extract<Act, { openMany: string }>, key: string): Promise<string> {
    const desk = await this.person(signedBy);
    const numbers = await together(Array.from({ length: count }, (_, index) => `${key}-${index}`), async (each) => {
      const { matter } = await person.ask('POST', '/requests', request, each);
      await desk.ask('POST', `/matters/${String(matter)}/commands/sign-receipt`, {}, each);
      return String(matter);
    });
    this.crowds.set(openMany, numbers);
    return ` ${count} 件`;
  }

  private async actOnAll(person: Person, { onAll, command, body }: Extract<Act, { onAll: string }>, key: string): Promise<string> {
    const numbers = this.crowds.get(onAll) ?? [];
    await together(numbers, (number) => person.ask('POST', `/matters/${number}/commands/${command}`, body, `${key}-${number}`));
    return ` ${numbers.length} 件`;
  }

  private async askFor(person: Person, { asks, path, body, attaches, keeps, refused }: Extract<Act, { asks: string }>, key: string): Promise<string> {
    const attached = attaches === undefined ? {} : { document: await person.upload(attaches, `${key}-paper`) };
    const { status, body: answer } = await person.try(asks, path.replace(/\{(\w+)\}/g, (_, name: string) => this.matters.get(name) ?? this.idOf(name)), body && { ...this.withIds(body), ...attached }, key);
    if (keeps !== undefined) this.answers.set(keeps, answer);
    if (refused === undefined && status >= 400) throw new Error(`${status} ${JSON.stringify(answer)}`);
    if (refused === undefined) return '';
    this.played.expectations += 1;
    if (status < 400 || answer['code'] !== refused) this.fail(`refused: ${refused}`, `${status} ${String(answer['code'])}`);
    return `（被拒绝 refused: ${String(answer['code'])}）`;
  }

  private idOf(name: string): string {
    return String(this.kept(name)['id']);
  }

  private withIds(body: Json): Json {
    return Object.fromEntries(Object.entries(body).map(([key, value]) => [key, typeof value === 'string' ? value.replace(/^\{(\w+)\}$/, (_, name: string) => this.idOf(name)) : value]));
  }

  /** A matter that another has opened says its number to it; until then it has none in the story. */
  private async nameOpened(by: string, name: string): Promise<string> {
    for (const until = performance.now() + OPENED_WITHIN_MS; ; await sleep(100)) {
      const known = [...this.matters.values()];
      const opened = (await this.matter(by)).links.find(({ matter, as }) => !known.includes(matter) && (as === 'seal-queue') === (name === QUEUE));
      if (opened) {
        this.matters.set(name, opened.matter);
        const insider = this.insiders.get(by);
        if (insider !== undefined) this.insiders.set(name, insider);
        return opened.matter;
      }
      if (performance.now() > until) throw new Error(`"${by}" has opened nothing`);
    }
  }

  /** The clock's new entries in all matters of the story, in the order in which they happened. */
  private async tellAlarms(): Promise<void> {
    const news: { name: string; entry: LedgerEntry }[] = [];
    for (const name of this.matters.keys()) {
      const { ledger } = await this.matter(name);
      const seen = this.toldSeq.get(name) ?? 0;
      for (const entry of ledger) if (entry.seq > seen && (entry.by.kind === 'clock' || entry.type === CALENDAR_REVISED)) news.push({ name, entry });
      this.toldSeq.set(name, ledger.length);
    }
    news.sort((a, b) => (a.entry.receivedAt < b.entry.receivedAt ? -1 : a.entry.receivedAt > b.entry.receivedAt ? 1 : 0));
    for (const { name, entry } of news) {
      this.narrator.alarm(entry, this.mark(name));
      if (entry.type === 'receipt-deemed' || entry.type === CALENDAR_REVISED) await this.tellTerms(name);
    }
  }

  /** Terms that run since the last act or were moved by it, each with the days that were counted. */
  private async tellTerms(name: string): Promise<void> {
    const view = await this.matter(name);
    this.toldSeq.set(name, view.ledger.length);
    for (const term of view.terms) {
      const key = `${name} ${term.id}`;
      if (term.state !== 'running' || this.toldTerms.get(key) === term.dueOn) continue;
      this.toldTerms.set(key, term.dueOn);
      const why = await (await this.onlookerOf(name)).ask('GET', `/matters/${view.number}/terms/${term.id}/why`);
      this.narrator.due(term, why['days'] as CountedDay[]);
    }
  }

  private onlookerOf(name: string): Promise<Person> {
    return this.person(this.insiders.get(name) ?? ONLOOKER);
  }

  private person(username: string): Promise<Person> {
    const known = this.people.get(username);
    if (known) return known;
    const token = this.options.tokens[username];
    const signedIn = Person.signIn(this.options.apiUrl, username, token === undefined ? { password: this.options.password } : { token });
    this.people.set(username, signedIn);
    return signedIn;
  }

  private mark(name: string): string {
    const index = [...this.matters.keys()].indexOf(name);
    return index === -1 ? '' : `  〔${MARKS[index]} ${name}〕`;
  }

  private fail(what: string, found: string, at = ''): void {
    this.played.failures.push(`${at} ${what}: ${found}`.trim());
    this.narrator.expectation(what, found);
  }
}

/** The one matter that an act is about. */
function nameIn(does: Act): string | undefined {
  if ('open' in does) return does.open;
  return 'on' in does ? does.on : undefined;
}

const AT_ONCE = 8;

async function together<T, R>(items: readonly T[], act: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  const entries = items.entries();
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (const [index, item] of entries) results[index] = await act(item);
    }),
  );
  return results;
}
