import { encodeDecisions, type Decision } from '#audit';
import { formatInstant, type Instant } from '#consent';
import { auditStream } from '#ledger';
import type { AppendQueue } from './append-queue';
import type { Requests } from './requests';
import type { SeededRandom } from './seeded-random';

/** What the service writes at most in one event. */
const LARGEST = 250;

/** The decision log as a busy service writes it: what came in between two writes goes into one event. */
export class DecisionBatches {
  private batch: Decision[] = [];
  private size = 1;

  constructor(
    private readonly random: SeededRandom,
    private readonly requests: Requests,
    private readonly log: AppendQueue,
  ) {}

  async add(decision: Decision): Promise<void> {
    if (this.batch.length >= this.size || this.isAnotherDay(decision)) await this.end();
    this.batch.push(decision);
  }

  async end(): Promise<void> {
    const decisions = this.batch;
    if (decisions.length === 0) return;
    this.batch = [];
    this.size = 1 + this.random.skewedBelow(LARGEST);
    const { decidedAt } = decisions.at(-1)!;
    const event = { id: this.requests.id(decidedAt), ...encodeDecisions(decisions) };
    const stream = auditStream(`decisions-${dayOf(decidedAt)}`);
    await this.log.add({ stream, expected: 'any', events: [event] });
  }

  private isAnotherDay({ decidedAt }: Decision): boolean {
    const last = this.batch.at(-1);
    return last !== undefined && dayOf(last.decidedAt) !== dayOf(decidedAt);
  }
}

const dayOf = (instant: Instant): string => formatInstant(instant).slice(0, 10);
