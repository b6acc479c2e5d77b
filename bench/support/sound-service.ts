import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { call } from '../../test/support/call';
import { person } from '../../test/support/people';
import { toCancel, toCheck, toRegister, type Place } from '../../test/support/requests';

/** A service, by where it listens. */
interface Service {
  readonly url: string;
}

/** What was written during a measurement, and how long the service may take to have it in its read models. */
interface Expected {
  /** Bodies of CheckConsent that are to be answered yes. */
  readonly granted?: readonly string[];
  readonly patienceMs?: number;
}

const PATIENCE_MS = 30_000;
const LOOK_EVERY_MS = 50;

/** Nobody else in a ledger was born so late, or comes to this care provider. */
const FIRST_PERSON = 36_000_000;
const place = { careProviderId: 'SE165565594230-SOUND', careUnitId: 'SE165565594230-SOUNDU' };
const STORIES = 3;

/**
 * For the end of every measurement: what a service did that had stopped following the ledger, or answered wrongly, is no figure.
 * It must be ready, grant what was registered, and no longer grant what is cancelled.
 * @throws Error that says which of it does not hold.
 */
export async function demandSound(service: Service, expected: Expected = {}): Promise<void> {
  const { granted = [], patienceMs = PATIENCE_MS } = expected;
  await untilReady(service, patienceMs);
  for (const body of granted) await demandChecked(service, JSON.parse(body) as object, true);
  for (let story = 0; story < STORIES; story++) await demandStory(service, FIRST_PERSON + story);
  await untilReady(service, patienceMs);
}

/** Resolves when the ledger can be reached and every read model stands at its head. @throws Error when that takes too long. */
export async function untilReady({ url }: Service, patienceMs = Infinity): Promise<void> {
  const end = performance.now() + patienceMs;
  while (!(await fetch(`${url}/health/ready`)).ok) {
    if (performance.now() >= end) throw new Error(`The service is not ready: ${await readiness(url)}`);
    await pause(LOOK_EVERY_MS);
  }
}

const readiness = async (url: string): Promise<string> => (await fetch(`${url}/health/ready`)).text();

async function demandStory(service: Service, number: number): Promise<void> {
  const asked: Place = { ...place, patientId: person(number) };
  const assertionId = randomUUID();
  await demandAnswered(service, 'register-extended-consent', toRegister(assertionId, asked));
  await demandChecked(service, toCheck(asked), true);
  await demandAnswered(service, 'cancel-extended-consent', toCancel(assertionId));
  await demandChecked(service, toCheck(asked), false);
}

async function demandChecked(service: Service, request: object, expected: boolean): Promise<void> {
  const body = await demandAnswered(service, 'check-consent', request);
  const { hasConsent } = (body as { checkResult: { hasConsent: boolean } }).checkResult;
  if (hasConsent !== expected) throw new Error(`A check is answered ${hasConsent}, and is ${expected}.`);
}

async function demandAnswered({ url }: Service, contract: string, request: object): Promise<unknown> {
  const { status, body } = await call(url, contract, request);
  if (status < 300) return body;
  throw new Error(`${contract} is answered with ${status}: ${JSON.stringify(body)}`);
}
