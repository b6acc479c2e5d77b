import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { call } from '../support/call';
import { person } from '../support/people';
import { toCancel, toCheck, toRegister, type Place } from '../support/requests';

const CALLERS = 32;

/** After so many milliseconds it no longer matters how stale an answer is. */
const PATIENCE = 60_000;

/** An answer that was not true any more. */
export interface Stale {
  readonly after: 'register' | 'cancel';
  /** Milliseconds from the confirmation of the change to the last question that was still answered without it. */
  readonly age: number;
}

export interface RoundCounts {
  rounds: number;
  checks: number;
  readonly stale: Stale[];
  /** Everything that was answered otherwise than it should be, in words. */
  readonly failures: string[];
  perSecond: number;
}

/** Where a change is made, and where its effect is looked for. */
export interface Pair {
  readonly writer: string;
  readonly reader: string;
}

let people = 1_000_000;

const noCounts = (): RoundCounts => ({ rounds: 0, checks: 0, stale: [], failures: [], perSecond: 0 });

/** Register, check, cancel, check: each pair of them through two services that share one ledger, each in both roles. */
export async function playRounds(urls: readonly [string, string], rounds: number): Promise<RoundCounts> {
  const counts = noCounts();
  const begun = performance.now();
  let left = rounds;
  const caller = async (number: number): Promise<void> => {
    const [one, other] = urls;
    const pair = number % 2 === 0 ? { writer: one, reader: other } : { writer: other, reader: one };
    while (left-- > 0) await playRound(pair, counts);
  };
  await Promise.all(Array.from({ length: CALLERS }, (_, number) => caller(number)));
  counts.perSecond = Math.round((counts.rounds / (performance.now() - begun)) * 1000);
  return counts;
}

/** Holds the reader back from what is written, and lets it go on. */
export interface Gate {
  close(): void;
  open(): void;
}

/** One round, in which the reader learns nothing of the cancellation before it has answered a question without it. */
export async function playHeldRound(pair: Pair, gate: Gate): Promise<RoundCounts> {
  const counts = noCounts();
  await playRound(pair, counts, gate);
  return counts;
}

const noGate: Gate = { close: () => undefined, open: () => undefined };

async function playRound(pair: Pair, counts: RoundCounts, gate = noGate): Promise<void> {
  const assertionId = randomUUID();
  const careProviderId = 'SE165565594230-S';
  const place: Place = { patientId: person(people++), careProviderId, careUnitId: `${careProviderId}1` };
  const registered = await change(pair, 'register', toRegister(assertionId, place), counts);
  if (registered === REFUSED) return;
  await check(pair, place, { after: 'register', since: registered, expected: true }, counts);
  gate.close();
  const cancelled = await change(pair, 'cancel', toCancel(assertionId), counts);
  if (cancelled === REFUSED) return;
  await check(pair, place, { after: 'cancel', since: cancelled, expected: false, gate }, counts);
  counts.rounds += 1;
}

/** Returns when the change was confirmed. */
async function change(
  { writer }: Pair,
  what: 'register' | 'cancel',
  body: object,
  { failures }: RoundCounts,
): Promise<number | typeof REFUSED> {
  const { status } = await call(writer, `${what}-extended-consent`, body);
  if (status <= 201) return performance.now();
  failures.push(`${what} was answered ${status}`);
  return REFUSED;
}

interface Expectation {
  readonly after: Stale['after'];
  readonly since: number;
  readonly expected: boolean;
  /** Opened once the first question was answered. */
  readonly gate?: Gate;
}

async function check(
  { reader }: Pair,
  place: Place,
  { after, since, expected, gate = noGate }: Expectation,
  counts: RoundCounts,
): Promise<void> {
  let age = performance.now() - since;
  counts.checks += 1;
  const first = await answerOf(reader, place, counts);
  gate.open();
  if (first === expected || first === REFUSED) return;
  while (age < PATIENCE) {
    await delay(20);
    const askedAgain = performance.now() - since;
    if ((await answerOf(reader, place, counts)) === expected) break;
    age = askedAgain;
  }
  counts.stale.push({ after, age });
}

/** A check that was not answered. It says nothing that could be out of date, so it counts as a failure only. */
const REFUSED = 'refused';

async function answerOf(
  reader: string,
  place: Place,
  { failures }: RoundCounts,
): Promise<boolean | typeof REFUSED> {
  const { status, body } = await call(reader, 'check-consent', toCheck(place));
  if (status === 200) return (body as CheckAnswer).checkResult.hasConsent;
  failures.push(`check was answered ${status}`);
  return REFUSED;
}

interface CheckAnswer {
  readonly checkResult: { readonly hasConsent: boolean };
}
