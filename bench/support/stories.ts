import { randomUUID } from 'node:crypto';
import { person } from '../../test/support/people';
import { toCancel, toCheck, toRegister, type Place } from '../../test/support/requests';
import type { Door, DoorAnswer } from './doors';

export interface Told {
  requests: number;
  /** Requests that were not answered, or refused. */
  failed: number;
  /** What the first of those was answered. */
  firstFailure?: string;
  /** Answers that are not what the story so far demands. */
  wrong: number;
  /** The first of those. */
  firstWrong?: string;
  /** In milliseconds, as it took each request to be answered. */
  readonly latencies: number[];
}

/** How often each part of a story is told. */
export interface StoryShape {
  /** Checks while the consent is valid, and as many after its end. */
  readonly checks: number;
  /** Lists of the patient's consents while it is valid. */
  readonly lists: number;
}

/** Nobody else in the ledger was born so late, or comes to this care provider. */
const FIRST_PERSON = 37_000_000;
const careProviderId = 'SE165565594230-STORY';
const careUnitId = 'SE165565594230-STORYU';

export const shortest: StoryShape = { checks: 1, lists: 0 };

export const requestsIn = ({ checks, lists }: StoryShape): number => 2 + 2 * checks + lists;

const nothingTold = (): Told => ({ requests: 0, failed: 0, wrong: 0, latencies: [] });

/**
 * Tells a service stories: a consent is registered, checks are granted, lists have it, it is cancelled, checks are denied. Every
 * request follows at once on the answer before it, and each story goes through one door. Where a command fails, nobody knows what a
 * check must be answered, and the story ends.
 */
export class Stories {
  private told = nothingTold();
  private stories = 0;

  constructor(
    private readonly doors: readonly Door[],
    private readonly shape: StoryShape,
  ) {}

  /** What was told since this was last asked. */
  take(): Told {
    const { told } = this;
    this.told = nothingTold();
    return told;
  }

  async tell(): Promise<void> {
    const number = this.stories++;
    const door = this.doors[number % this.doors.length]!;
    const assertionId = randomUUID();
    const place: Place = { patientId: person(FIRST_PERSON + number), careProviderId, careUnitId };
    if (!(await this.ask(door, 'RegisterExtendedConsent', toRegister(assertionId, place)))) return;
    for (let check = 0; check < this.shape.checks; check++) await this.check(door, place, true);
    for (let list = 0; list < this.shape.lists; list++) await this.list(door, place, assertionId);
    if (!(await this.ask(door, 'CancelExtendedConsent', toCancel(assertionId)))) return;
    for (let check = 0; check < this.shape.checks; check++) await this.check(door, place, false);
  }

  private async check(door: Door, place: Place, expected: boolean): Promise<void> {
    const answer = await this.ask(door, 'CheckConsent', toCheck(place));
    if (answer && answer.hasConsent !== expected) this.noteWrong(`CheckConsent, not ${expected}`, answer);
  }

  private async list(door: Door, { patientId }: Place, assertionId: string): Promise<void> {
    const answer = await this.ask(door, 'GetConsentsForPatient', { careProviderId, patientId });
    if (answer && !answer.text.includes(assertionId))
      this.noteWrong(`GetConsentsForPatient, without ${assertionId}`, answer);
  }

  private noteWrong(what: string, { text }: DoorAnswer): void {
    this.told.wrong += 1;
    this.told.firstWrong ??= `${what}: ${text}`;
  }

  private async ask(door: Door, contract: string, request: object): Promise<DoorAnswer | undefined> {
    const begun = performance.now();
    this.told.requests += 1;
    try {
      const answer = await door.ask(contract, request);
      this.told.latencies.push(performance.now() - begun);
      if (answer.isOk) return answer;
      return this.fail(contract, answer.text);
    } catch (error) {
      return this.fail(contract, String(error));
    }
  }

  private fail(contract: string, answer: string): undefined {
    this.told.failed += 1;
    this.told.firstFailure ??= `${contract}: ${answer}`;
  }
}

/** Begins stories at a steady pace, whether the service keeps up or not. */
export class PacedStories {
  private readonly underWay = new Set<Promise<void>>();
  private readonly timer: NodeJS.Timeout;
  private readonly begun = performance.now();
  private begunStories = 0;
  private endedStories = 0;

  constructor(
    private readonly stories: Stories,
    private readonly storiesPerSecond: number,
  ) {
    this.timer = setInterval(() => this.catchUp(), 5);
  }

  /** Resolves when the last story that was begun has ended. */
  async stop(): Promise<void> {
    clearInterval(this.timer);
    await Promise.all(this.underWay);
  }

  /** How many stories should have begun, and how many have ended. */
  get pace(): { readonly due: number; readonly ended: number } {
    return { due: this.due(), ended: this.endedStories };
  }

  private due(): number {
    return Math.floor(((performance.now() - this.begun) / 1000) * this.storiesPerSecond);
  }

  private catchUp(): void {
    const due = this.due();
    for (; this.begunStories < due; this.begunStories += 1) {
      const story = this.stories.tell().finally(() => {
        this.underWay.delete(story);
        this.endedStories += 1;
      });
      this.underWay.add(story);
    }
  }
}
