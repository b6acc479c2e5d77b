import { setTimeout as pause } from 'node:timers/promises';
import { NoAnswer, NotExpressible, type Body, type CalledContract, type Door } from '#contract-doors';
import { frameOf, type Frame } from './frame';
import { SourceBusy, SourceFailure, SourceRefused } from './source-failure';

/** How long to wait before each further attempt, in milliseconds. */
const PAUSES = [100, 500, 2_000];

/** The longest that a question waits because the service asks for patience, and how long all wait at least, in milliseconds. */
const LONGEST_WAIT_MS = 300_000;
const SHORTEST_WAIT_MS = 1_000;

/** What may be another in a moment. */
const TRANSIENT: ReadonlySet<NoAnswer['kind']> = new Set(['unreachable', 'timeout', 'not-an-answer']);

/** The service that is adopted from. When it asks for patience, all questions wait. */
export class OtherService {
  /** When it may be asked again, by `performance.now()`. */
  private openFrom = 0;

  constructor(readonly door: Door) {}

  /**
   * Asks, and asks again what may be answered in a moment: reading changes nothing.
   * @throws SourceRefused at once, SourceFailure after four attempts, or when the service asks for more patience than there is
   */
  async ask(contract: CalledContract, body: Body): Promise<Frame> {
    const lastStart = performance.now() + LONGEST_WAIT_MS;
    for (let failed = 0; ;) {
      await this.untilOpen();
      try {
        return await this.askOnce(contract, body);
      } catch (error) {
        if (error instanceof SourceBusy) this.close(error, lastStart);
        else await pauseAfter(error, failed++);
      }
    }
  }

  private async untilOpen(): Promise<void> {
    for (let ms = this.openFrom - performance.now(); ms > 0; ms = this.openFrom - performance.now())
      await pause(ms);
  }

  /** A service that names no time, or one that is over, is not asked again at once. @throws SourceBusy when it would be too long. */
  private close(busy: SourceBusy, lastStart: number): void {
    const openFrom = performance.now() + Math.max(SHORTEST_WAIT_MS, busy.retryAfterMs ?? 0);
    if (openFrom > lastStart) throw busy;
    this.openFrom = Math.max(this.openFrom, openFrom);
  }

  private async askOnce(contract: CalledContract, body: Body): Promise<Frame> {
    try {
      return frameOf(contract, (await this.door.read(contract, body)).content);
    } catch (error) {
      if (error instanceof NotExpressible)
        throw new SourceRefused(`${contract.name} cannot be asked in XML.`);
      if (!(error instanceof NoAnswer)) throw error;
      const why = `${contract.name}: ${error.message}`;
      throw error.kind === 'busy'
        ? new SourceBusy(why, error.retryAfterMs)
        : new SourceFailure(why, TRANSIENT.has(error.kind));
    }
  }
}

/** @throws the error, where a further attempt would be for nothing. */
async function pauseAfter(error: unknown, failed: number): Promise<void> {
  const wait = PAUSES[failed];
  if (!(error instanceof SourceFailure) || !error.isTransient || wait === undefined) throw error;
  await pause(wait);
}
