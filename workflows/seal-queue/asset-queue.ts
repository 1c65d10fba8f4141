import { dayOf, type Day } from '../../domain/calendar/day';
import { confirm, contradictionsOf, dispose, EMPTY_QUEUE, end, enter, isLiving, moveService, renew, type Seal, sealInForce, settle, type SealQueue, standings, type When } from '../../domain/seals/queue';
import { lastDayOfSeal } from '../../domain/seals/validity';
import type { Booked, EncumbranceView, ReleaseReport, SealQueueMatter, SealQueueParticulars, SealReport, SealView } from '../../matters/seal-queue';
import type { Step } from '../case-file/shape';

/** Whose a seal is. Of a court's outside the platform no more is known than what the unit wrote down. */
export interface Owner {
  readonly no: number;
  /** The entry that brought it. */
  readonly entry: number;
  readonly request?: string;
  readonly court?: string;
  readonly caseNumber?: string;
  /** Account of whoever asked for it. */
  readonly officer?: string;
  /** The place of which its court was told in writing last. */
  readonly noticedPlace?: number;
  /** The step of the request that is known last. */
  readonly step?: number;
}

type StepOf<T extends Step<SealQueueMatter>['type']> = Extract<Step<SealQueueMatter>, { type: T }>;

/** The queue of one asset and whose its seals are: what each step makes of them. */
export class AssetQueue {
  private present: SealQueue = EMPTY_QUEUE;
  private owners: readonly Owner[] = [];
  private encumbrances: readonly EncumbranceView[] = [];

  constructor(
    private readonly years: number,
    private readonly keepsOwnTime: boolean,
  ) {}

  get queue(): SealQueue {
    return this.present;
  }

  get all(): readonly Owner[] {
    return this.owners;
  }

  get burdens(): readonly EncumbranceView[] {
    return this.encumbrances;
  }

  seal(no: number): Seal | undefined {
    return this.present.seals.find((seal) => seal.no === no);
  }

  owner(no: number): Owner | undefined {
    return this.owners.find((owner) => owner.no === no);
  }

  /** A seal that stands, or has still to be confirmed. */
  living(no: number): Seal | undefined {
    const seal = this.seal(no);
    return seal && isLiving(seal) ? seal : undefined;
  }

  /** The last day to which a court may renew: one term more behind the day that it has. */
  longest(seal: Pick<Seal, 'untilOn'>, at: number): Day {
    return lastDayOfSeal(seal.untilOn ?? dayOf(at), this.years);
  }

  /** By law, of one that would be the first of the book by its time there; of another nothing runs yet. */
  lastDayOfFirst(bookedAt: number): Day | undefined {
    const [head = 0] = this.present.book;
    const isFirst = bookedAt < (this.seal(head)?.bookedAt ?? Infinity);
    return isFirst ? lastDayOfSeal(dayOf(bookedAt), this.years) : undefined;
  }

  /** Whether it has been renewed already, and more than one term is left of it. */
  isRenewedAhead({ untilOn }: Pick<Seal, 'untilOn'>, at: number): boolean {
    return untilOn !== undefined && untilOn > lastDayOfSeal(dayOf(at), this.years);
  }

  /** A request says where it stands. What is older than what is known says nothing new. */
  report({ seq, by, facts }: StepOf<'report-seal'>): void {
    const known = this.owners.findLast(({ request }) => request === by.id);
    if (known?.step !== undefined && known.step >= facts.step) return;
    const no = known && !this.isToEnterAgain(known, facts) ? this.follow(known, facts) : this.enterSeal({ seq, request: by.id }, facts);
    const when = this.when(facts.happenedAt);
    const { booked, over } = facts;
    // What the unit has put right in the queue is not overwritten by an answer that does not say when it was booked.
    if (booked && (booked.isStated || this.seal(no)?.state === 'to-confirm')) this.present = confirm(this.present, no, { bookedAt: booked.bookedAt, ...this.lastDayIn(booked, when), isWaiting: booked.waiting === true }, when);
    if (over) this.present = end(this.present, no, over, when);
  }

  release({ happenedAt, court, caseNumber, of }: ReleaseReport): void {
    const released = this.owners.findLast((owner) => this.living(owner.no) && (of === undefined ? owner.court === court && owner.caseNumber === caseNumber : owner.request === of));
    if (released) this.present = end(this.present, released.no, 'released', this.when(happenedAt));
  }

  confirm({ at, facts: { seal, bookedAt, untilOn, waiting } }: StepOf<'confirm-seal'>): void {
    this.present = confirm(this.present, seal, { bookedAt, ...(untilOn ? { untilOn } : {}), isWaiting: waiting === true }, this.when(at));
  }

  recordOutside({ seq, at, facts: { bookedAt, servedAt, untilOn, waiting } }: StepOf<'record-outside-seal'>): void {
    const no = this.add({ entry: seq }, servedAt, at);
    this.present = confirm(this.present, no, { bookedAt, ...(untilOn ? { untilOn } : {}), isWaiting: waiting === true }, this.when(at));
  }

  endOutside({ at, facts: { seal, how, endedAt = at } }: StepOf<'end-outside-seal'>): void {
    this.present = end(this.present, seal, how, this.when(endedAt));
  }

  expire({ at, facts: { seal } }: StepOf<'seal-expired'>): void {
    this.present = end(this.present, seal, 'expired', this.when(at));
  }

  renew({ at, facts: { seal: no, untilOn } }: StepOf<'renew-seal'>): void {
    const seal = this.living(no);
    if (seal) this.present = renew(this.present, no, untilOn ?? this.longest(seal, at), this.when(at));
  }

  dispose({ at, facts: { extent, disposedAt = at } }: StepOf<'record-disposal'>): void {
    this.present = dispose(this.present, extent, this.when(disposedAt));
  }

  settle({ at, facts: { order } }: StepOf<'settle-seal-order'>): void {
    this.present = settle(this.present, order, this.when(at));
  }

  /** 四.7(3): the court was told in writing that its seal waits, and where. */
  notice({ facts: { seal: no } }: StepOf<'give-waiting-notice'>): void {
    const noticedPlace = standings(this.present).get(no)?.place;
    this.owners = this.owners.map((owner) => (owner.no === no && noticedPlace !== undefined ? { ...owner, noticedPlace } : owner));
  }

  /** Courts of the platform that wait and have still to be told so in writing. */
  get isNoticeOwed(): boolean {
    return this.owners.some(({ no, request, noticedPlace }) => request !== undefined && noticedPlace === undefined && this.seal(no)?.state === 'waiting');
  }

  burden({ seq, facts: { encumbrance, bookedAt } }: StepOf<'record-encumbrance'>): void {
    this.encumbrances = [...this.encumbrances, { entry: seq, encumbrance, bookedAt }];
  }

  unburden({ at, facts: { entry, endedAt = at } }: StepOf<'end-encumbrance'>): void {
    this.encumbrances = this.encumbrances.map((burden) => (burden.entry === entry ? { ...burden, endedAt } : burden));
  }

  shown(): Omit<SealQueueParticulars, 'assetClass'> {
    const places = standings(this.present);
    const seals = this.owners.flatMap(({ no, entry, request, court, caseNumber, noticedPlace }): SealView[] => {
      const seal = this.seal(no);
      if (!seal) return [];
      const { state, servedAt, bookedAt, since, untilOn } = seal;
      const place = places.get(no)?.place;
      return [
        {
          no,
          state,
          ...(place === undefined ? {} : { place }),
          ...(request === undefined ? {} : { request }),
          ...(court === undefined ? {} : { court }),
          ...(caseNumber === undefined ? {} : { caseNumber }),
          ...(servedAt === undefined ? {} : { servedAt }),
          ...(bookedAt === undefined ? {} : { bookedAt }),
          sinceAt: since,
          ...(untilOn === undefined ? {} : { untilOn }),
          ...(noticedPlace === undefined ? {} : { noticedPlace }),
          entry,
        },
      ];
    });
    return { seals, encumbrances: this.encumbrances, contradictions: contradictionsOf(this.present), isRemainder: this.present.isRemainder };
  }

  get inForce(): Seal | undefined {
    return sealInForce(this.present);
  }

  /** The registry said that it does not stand in the book, and now it does: a seal anew, behind what came meanwhile. */
  private isToEnterAgain({ no }: Owner, { booked, over }: SealReport): boolean {
    return this.seal(no)?.state === 'not-booked' && booked !== undefined && over === undefined;
  }

  private enterSeal({ seq, request }: { seq: number; request: string }, { step, court, caseNumber, officer, servedAt, happenedAt }: SealReport): number {
    return this.add({ entry: seq, request, court, caseNumber, officer, step }, servedAt, servedAt ?? happenedAt);
  }

  /** A seal that is reported to stand does not end by a day that has passed: nobody could take that back. */
  private lastDayIn({ untilOn }: Booked, { at }: When): { untilOn?: Day } {
    return untilOn === undefined || (this.keepsOwnTime && untilOn < dayOf(at)) ? {} : { untilOn };
  }

  private follow(known: Owner, { step, servedAt }: SealReport): number {
    this.owners = this.owners.map((owner) => (owner.no === known.no ? { ...owner, step } : owner));
    if (servedAt !== undefined && this.living(known.no) && this.seal(known.no)?.servedAt !== servedAt) this.present = moveService(this.present, known.no, servedAt);
    return known.no;
  }

  private add(owner: Omit<Owner, 'no'>, servedAt: number | undefined, at: number): number {
    const no = this.owners.length + 1;
    this.owners = [...this.owners, { no, ...owner }];
    this.present = enter(this.present, { no, ...(servedAt === undefined ? {} : { servedAt }) }, this.when(at));
    return no;
  }

  private when(at: number): When {
    return { at, years: this.years, keepsOwnTime: this.keepsOwnTime };
  }
}
