import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { SeededRandom } from '../generated-ledger/seeded-random';
import { person } from '../support/people';
import type { Place } from '../support/requests';
import { ask, isAnswer, type Attempt, type Question } from './asking';
import type { Action, Operation } from './operation';

const PATIENTS = 8;
const UNITS = 2;
/** So many consents of a place are in use at once; one that is closed is soon replaced by a new one. */
const CONSENTS_AT_PLACE = 2;
const REPLACED = 0.4;
const WITH_KEY = 0.5;
/** No others act for it. */
export const CARE_PROVIDER = 'SE165565594230-L';

/** While nobody listens, a caller waits for so long before it asks the next one. */
const PAUSE_MS = 20;

/** Then the services do not answer any more. */
const PATIENCE_MS = 120_000;

const mix: readonly Action[] = [
  ...new Array<Action>(8).fill('check'),
  ...new Array<Action>(5).fill('register'),
  ...new Array<Action>(3).fill('end'),
  ...(['cancel', 'cancel', 'delete', 'delete'] as const),
];

/** A service that callers ask. Its address changes when it is started again. */
export interface Target {
  url: string;
}

interface Spot {
  readonly name: string;
  readonly place: Place;
  readonly consents: string[];
}

const newSpot = (number: number): Spot => {
  const [patient, unit] = [number % PATIENTS, Math.floor(number / PATIENTS)];
  const place = {
    patientId: person(patient),
    careProviderId: CARE_PROVIDER,
    careUnitId: `${CARE_PROVIDER}${unit}`,
  };
  return {
    name: `patient ${patient} at unit ${unit}`,
    place,
    consents: Array.from({ length: CONSENTS_AT_PLACE }, () => randomUUID()),
  };
};

/**
 * Callers that ask a few patients' consents of several services at once, and write down what they asked, when, and what they were
 * answered. Half of the changes carry an idempotency key: without an answer such a change is asked for again, of any service, and is
 * one operation from its first request to its answer.
 */
export class ConcurrentCallers {
  readonly history: Operation[] = [];
  /** Answers that no contract gives, in words. */
  readonly unexpected: string[] = [];
  /** Requests that were answered 503. */
  unavailable = 0;
  /** Changes that were asked for again with their key. */
  repeated = 0;
  private readonly spots = Array.from({ length: PATIENTS * UNITS }, (_, number) => newSpot(number));
  private moment = 0;
  private isOver = false;

  constructor(
    private readonly targets: readonly Target[],
    private readonly seed: number,
    private readonly most = Infinity,
  ) {}

  /** Goes on until there are as many operations as were asked for, or `end` was called. */
  async run(callers: number): Promise<void> {
    this.isOver = false;
    await Promise.all(
      Array.from({ length: callers }, (_, number) =>
        this.caller(new SeededRandom(this.seed * 1_000 + number)),
      ),
    );
  }

  end(): void {
    this.isOver = true;
  }

  /** Returns when so many more operations have been answered. */
  async further(operations: number): Promise<void> {
    const goal = this.history.length + operations;
    const latest = performance.now() + PATIENCE_MS;
    while (this.history.length < goal) {
      await delay(PAUSE_MS);
      const left = goal - this.history.length;
      if (performance.now() > latest)
        throw new Error(`${left} of ${operations} operations are not answered.`);
    }
  }

  private async caller(random: SeededRandom): Promise<void> {
    while (!this.isOver && this.history.length < this.most) {
      const spot = random.pick(this.spots);
      const question = questionAt(spot, random);
      try {
        const answer = await this.operation(spot.name, question, random);
        if (isClosed(question, answer) && random.chance(REPLACED)) replace(question.consent!, spot);
      } catch (error) {
        this.unexpected.push((error as Error).message);
      }
    }
  }

  private async operation(place: string, question: Question, random: SeededRandom): Promise<Attempt> {
    const { action, consent } = question;
    const begun = this.moment++;
    const attempts = [await this.attempt(question, random)];
    while (question.key !== null && !this.isOver && !isAnswer(attempts.at(-1)!)) {
      this.repeated += 1;
      attempts.push(await this.attempt(question, random));
    }
    const last = attempts.at(-1)!;
    const ended = this.moment++;
    if (isAnswer(last)) this.history.push({ place, action, consent, begun, ended, answer: last });
    else if (attempts.some((attempt) => attempt !== 'not sent'))
      this.history.push({ place, action, consent, begun, ended: Infinity, answer: null });
    return last;
  }

  private async attempt(question: Question, random: SeededRandom): Promise<Attempt> {
    const attempt = await ask(random.pick(this.targets).url, question);
    if (attempt === 'unavailable') this.unavailable += 1;
    if (!isAnswer(attempt)) await delay(PAUSE_MS);
    return attempt;
  }
}

const isClosed = ({ action }: Question, answer: Attempt): boolean =>
  answer === 'already-cancelled' ||
  answer === 'already-deleted' ||
  (answer === 'ok' && (action === 'cancel' || action === 'delete'));

/** Another caller may have been quicker. */
function replace(consent: string, { consents }: Spot): void {
  const index = consents.indexOf(consent);
  if (index >= 0) consents[index] = randomUUID();
}

function questionAt({ place, consents }: Spot, random: SeededRandom): Question {
  const action = random.pick(mix);
  if (action === 'check') return { action, place, consent: null, key: null };
  const key = random.chance(WITH_KEY) ? randomUUID() : null;
  return { action, place, consent: random.pick(consents), key };
}
