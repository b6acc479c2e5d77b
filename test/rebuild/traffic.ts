import { newId } from '#platform';
import { call } from '../support/call';
import { person } from '../support/people';
import { toCancel, toCheck, toRegister } from '../support/requests';

const unit = { careProviderId: 'SE165565594230-2000', careUnitId: 'SE165565594230-2001' };

/** Requests of one visit, one after the other. */
const REQUESTS_PER_VISIT = 6;
const TICK_MS = 10;

/** What came of a request is not known, so nor is what has to be answered to the next ones of the visit. */
class Failed extends Error {}

/** What became of the requests. */
export interface Outcome {
  readonly requests: number;
  /** No answer, or one of the wrong status. */
  readonly failed: number;
  /** Checks answered yes for no, or no for yes. */
  readonly wrong: number;
  readonly perSecond: number;
  /** Latency in milliseconds. */
  readonly p50: number;
  readonly p99: number;
}

/**
 * People who come to a unit, so many a second, whether or not those before them have been answered: each consents, is looked up,
 * takes it back, is looked up again, and consents again. Every answer is known beforehand. A visit ends with a request that fails.
 */
export class Traffic {
  private readonly latencies: number[] = [];
  private readonly underWay = new Set<Promise<void>>();
  private readonly begun = performance.now();
  private readonly timer: NodeJS.Timeout;
  private failed = 0;
  private wrong = 0;
  private visits = 0;

  constructor(
    private readonly url: string,
    private readonly requestsPerSecond: number,
    /** The first of the people who come. */
    private readonly firstPerson: number,
  ) {
    this.timer = setInterval(() => this.begin(), TICK_MS);
  }

  /** Lets those who have come be answered. */
  async end(): Promise<Outcome> {
    clearInterval(this.timer);
    const seconds = (performance.now() - this.begun) / 1000;
    await Promise.all(this.underWay);
    const sorted = this.latencies.sort((a, b) => a - b);
    const quantile = (part: number) => sorted[Math.floor(sorted.length * part)] ?? NaN;
    const { failed, wrong } = this;
    const requests = sorted.length;
    return {
      requests,
      failed,
      wrong,
      perSecond: requests / seconds,
      p50: quantile(0.5),
      p99: quantile(0.99),
    };
  }

  private begin(): void {
    const elapsed = (performance.now() - this.begun) / 1000;
    const due = (elapsed * this.requestsPerSecond) / REQUESTS_PER_VISIT;
    while (this.visits < due) {
      const visit = this.visit(this.firstPerson + this.visits)
        .catch(ignoreFailed)
        .finally(() => this.underWay.delete(visit));
      this.underWay.add(visit);
      this.visits += 1;
    }
  }

  private async visit(number: number): Promise<void> {
    const place = { patientId: person(number), ...unit };
    const assertionId = newId();
    await this.send('register-extended-consent', toRegister(assertionId, place), 201);
    await this.check(number, true);
    await this.send('cancel-extended-consent', toCancel(assertionId), 200);
    await this.check(number, false);
    await this.send('register-extended-consent', toRegister(newId(), place), 201);
    await this.check(number, true);
  }

  private async check(number: number, expected: boolean): Promise<void> {
    const body = await this.send('check-consent', toCheck({ patientId: person(number), ...unit }), 200);
    const { hasConsent } = (body as { checkResult: { hasConsent: boolean } }).checkResult;
    if (hasConsent !== expected) this.wrong += 1;
  }

  private async send(contract: string, body: object, status: number): Promise<unknown> {
    const begun = performance.now();
    const answer = await call(this.url, contract, body).catch(() => null);
    this.latencies.push(performance.now() - begun);
    if (answer?.status === status) return answer.body;
    this.failed += 1;
    throw new Failed();
  }
}

function ignoreFailed(error: unknown): void {
  if (!(error instanceof Failed)) throw error;
}
