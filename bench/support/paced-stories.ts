import { randomUUID } from 'node:crypto';
import { person } from '../../test/support/people';
import { call } from '../../test/support/call';
import { toCancel, toCheck, toRegister, type Place } from '../../test/support/requests';

export interface Told {
  requests: number;
  /** Requests that were not answered, or refused. */
  failed: number;
  /** Checks that were answered otherwise than the story so far demands. */
  wrong: number;
  /** In milliseconds, as it took each request to be answered. */
  readonly latencies: number[];
}

/** Nobody else in the ledger was born so late, or comes to this care provider. */
const FIRST_PERSON = 37_000_000;
const careProviderId = 'SE165565594230-STORY';
const careUnitId = 'SE165565594230-STORYU';

const REQUESTS_PER_STORY = 4;

/**
 * Tells a service stories at a steady pace, whether it keeps up or not: a consent is registered, a check is granted, it is
 * cancelled, a check is denied. Every check follows at once on the answer before it. Where a command fails, nobody knows what a check
 * must be answered, and the story ends.
 */
export class PacedStories {
  readonly told: Told = { requests: 0, failed: 0, wrong: 0, latencies: [] };
  private readonly underWay = new Set<Promise<void>>();
  private readonly timer: NodeJS.Timeout;
  private readonly begun = performance.now();
  private stories = 0;

  constructor(
    private readonly url: string,
    private readonly requestsPerSecond: number,
  ) {
    this.timer = setInterval(() => this.catchUp(), 5);
  }

  async stop(): Promise<Told> {
    clearInterval(this.timer);
    await Promise.all(this.underWay);
    return this.told;
  }

  private catchUp(): void {
    const seconds = (performance.now() - this.begun) / 1000;
    const due = Math.floor((seconds * this.requestsPerSecond) / REQUESTS_PER_STORY);
    for (; this.stories < due; this.stories += 1) {
      const story = this.tell(this.stories).finally(() => this.underWay.delete(story));
      this.underWay.add(story);
    }
  }

  private async tell(number: number): Promise<void> {
    const assertionId = randomUUID();
    const place: Place = { patientId: person(FIRST_PERSON + number), careProviderId, careUnitId };
    if (!(await this.ask('register-extended-consent', toRegister(assertionId, place)))) return;
    await this.check(place, true);
    if (!(await this.ask('cancel-extended-consent', toCancel(assertionId)))) return;
    await this.check(place, false);
  }

  private async check(place: Place, expected: boolean): Promise<void> {
    const body = (await this.ask('check-consent', toCheck(place))) as
      { checkResult: { hasConsent: boolean } } | undefined;
    if (body && body.checkResult.hasConsent !== expected) this.told.wrong += 1;
  }

  private async ask(contract: string, request: object): Promise<unknown> {
    const begun = performance.now();
    this.told.requests += 1;
    try {
      const { status, body } = await call(this.url, contract, request);
      this.told.latencies.push(performance.now() - begun);
      if (status < 300) return body;
    } catch {
      // Counted below: whatever kept the answer away, the caller has none.
    }
    this.told.failed += 1;
    return undefined;
  }
}
