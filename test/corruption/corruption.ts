import type { Finding } from '#evidence';
import type { Outcome } from './verify-in-process';

/**
 * What was done to a log, and what has to be found. Positions are those of the log as it is afterwards, except of an event that is
 * gone: that is told by where it was.
 */
export interface Corruption {
  readonly what: string;
  /** Every one of these is to be told of, each by one of the kinds. */
  readonly places: readonly Place[];
  /** Positions that a finding may name beside those: events that differ because of it. */
  readonly touched: readonly number[];
  /** The log ends otherwise than it says itself: then it is not even opened, and the refusal is what is found. */
  readonly mayBeRefused: boolean;
}

export interface Place {
  readonly position: number;
  readonly kinds: readonly string[];
}

/** Findings that accuse an event by itself, and so must accuse none that is as it was written. */
const ACCUSING = ['changed', 'dropped', 'inserted', 'damaged'];

/** What a verification has missed, and what it has said that is not so. */
export function faultsOf(corruption: Corruption, { exitCode, findings, summary }: Outcome): string[] {
  if (exitCode !== 1) return [`it ended with ${exitCode}`];
  if (corruption.mayBeRefused && !summary) return [];
  const { places, touched } = corruption;
  const known = [...places.map(({ position }) => position), ...touched];
  const missed = places.filter((place) => !findings.some((finding) => tellsOf(finding, place)));
  const wronged = findings.filter(
    ({ kind, position }) => ACCUSING.includes(kind) && !known.includes(position ?? -1),
  );
  const brackets = findings.filter(
    (finding) => finding.after !== undefined && !holds(finding, Math.min(...known)),
  );
  return [
    ...missed.map(({ position }) => `the event at ${position} was not told of`),
    ...wronged.map(({ position }) => `the event at ${position} was accused`),
    ...brackets.map(({ after, position }) => `it is not between ${after} and ${position}`),
  ];
}

const tellsOf = ({ kind, position }: Finding, place: Corruption['places'][number]): boolean =>
  position === place.position && place.kinds.includes(kind);

const holds = ({ after, position }: Finding, place: number): boolean =>
  (after ?? -1) < place && (position ?? Infinity) >= place;

export function inWords({ what }: Corruption, { findings }: Outcome, faults: readonly string[]): string {
  const told = findings.map((finding) => JSON.stringify(finding)).join('\n');
  return `${what}: ${faults.join('; ')}\n${told}`;
}
