import type { Instant } from '#consent';
import { GIVE_UP_AFTER, pauseAfter } from './backoff';
import { earlierThan, isBlocked, supersedes, type Message, type Undelivered } from './order';

/** How far the deliveries of a webhook have come. */
export interface Progress {
  /** All changes up to this one were delivered, or are among the undelivered. Absent: none was. */
  readonly cursor?: string;
  readonly undelivered: readonly Undelivered[];
  /** How many of the owner's requests to send again were heeded. */
  readonly redeliveries: number;
  /** Failures since the last success. */
  readonly failures: number;
  readonly failingSince?: Instant;
  /** What the last failure was, in a word. */
  readonly failure?: string;
  readonly retryAt: Instant;
  readonly deliveredAt?: Instant;
}

export const beginning = (cursor: string | undefined): Progress => ({
  ...(cursor !== undefined && { cursor }),
  undelivered: [],
  redeliveries: 0,
  failures: 0,
  retryAt: 0,
});

/** The most messages that are kept aside. A webhook that has more waits with all others, and loses none. */
export const MOST_UNDELIVERED = 500;

const FEW = 10;
const HOUR = 3_600_000;

/** What a webhook does next. */
export type Step =
  | { readonly what: 'retry'; readonly message: Undelivered }
  | { readonly what: 'go on' }
  | { readonly what: 'wait'; readonly until: Instant };

const NEVER = Number.MAX_SAFE_INTEGER;

/**
 * Retries what is due, then goes on to new changes. Two messages that have failed since the last success mean that the receiver is down:
 * then one is tried after each pause, new and old ones in turn, so that a few messages that the receiver never takes stop no others. `hasNew`: there are changes that were not tried yet.
 */
export function nextStep(progress: Progress, now: Instant, hasNew: boolean): Step {
  const down = isDown(progress);
  if (down && now < progress.retryAt) return { what: 'wait', until: progress.retryAt };
  const message = nextDue(progress, now);
  const newAt = hasNew ? newChangesFrom(progress, down) : NEVER;
  if (newAt <= now && (!message || isTurnOfNew(progress, down))) return { what: 'go on' };
  if (message) return { what: 'retry', message };
  return { what: 'wait', until: Math.min(newAt, ...ready(progress).map(({ retryAt }) => retryAt)) };
}

/** While the receiver is down, new and old ones are tried in turn. */
const isTurnOfNew = ({ failures }: Progress, down: boolean): boolean => down && failures % 2 === 0;

/** Since when new changes are tried. */
function newChangesFrom({ undelivered }: Progress, down: boolean): Instant {
  if (undelivered.length >= MOST_UNDELIVERED) return NEVER;
  if (!down || undelivered.length < FEW) return 0;
  return Math.max(...undelivered.map(({ firstFailedAt = 0 }) => firstFailedAt)) + HOUR;
}

function isDown({ undelivered, deliveredAt = -1 }: Progress): boolean {
  return undelivered.filter(({ failedAt = -2, isDead }) => !isDead && failedAt > deliveredAt).length >= 2;
}

/** Those that may be tried: not given up, and behind none that has to come first. */
const ready = ({ undelivered }: Progress): readonly Undelivered[] =>
  undelivered.filter((one) => !one.isDead && !isBlocked(one, undelivered));

function nextDue(progress: Progress, now: Instant): Undelivered | null {
  const due = ready(progress).filter(({ retryAt }) => retryAt <= now);
  const next = due.reduce<Undelivered | null>(
    (best, one) => (best && best.retryAt <= one.retryAt ? best : one),
    null,
  );
  return next && (triedBefore(next, progress) ?? next);
}

/** What an end supersedes is tried once more before the end is, so that a receiver that is back gets both, in order. */
function triedBefore(message: Undelivered, { undelivered }: Progress): Undelivered | undefined {
  const { since = 0 } = message;
  return earlierThan(message, undelivered).find(({ isDead, failedAt = -1 }) => !isDead && failedAt < since);
}

/** Takes a new change. `isKeptAside`: something of the same consent was not taken yet, and is tried before it. */
export function takeNew(
  progress: Progress,
  message: Message,
  now: Instant,
): { readonly progress: Progress; readonly isKeptAside: boolean } {
  const { undelivered } = progress;
  if (earlierThan(message, undelivered).length === 0) return { progress, isKeptAside: false };
  const waiting: Undelivered = { ...message, failures: 0, retryAt: now, since: now };
  return {
    progress: { ...progress, cursor: message.cursor, undelivered: [...undelivered, waiting] },
    isKeptAside: true,
  };
}

/**
 * To be kept before a message is sent: what it supersedes is never sent again. The receiver may take an end and not say so, and a
 * registration behind its end would be a stale yes.
 */
export function onItsWay(progress: Progress, message: Message): Progress {
  const superseded = earlierThan(message, progress.undelivered).filter((one) => supersedes(message, one));
  if (superseded.length === 0) return progress;
  return { ...progress, undelivered: progress.undelivered.filter((one) => !superseded.includes(one)) };
}

/** The receiver has taken a message. One that was down gets the others at once. */
export function afterSuccess(progress: Progress, message: Message, now: Instant): Progress {
  const { failingSince: _since, failure: _failure, ...before } = progress;
  const rest = progress.undelivered.filter((one) => one.cursor !== message.cursor);
  const undelivered = isDown(progress)
    ? rest.map((one) => (one.isDead ? one : { ...one, retryAt: now }))
    : rest;
  return {
    ...before,
    cursor: cursorAfter(progress, message),
    undelivered,
    failures: 0,
    retryAt: now,
    deliveredAt: now,
  };
}

/** The receiver has not taken a message. It is given up when that has been so for days. */
export function afterFailure(progress: Progress, message: Message, now: Instant, failure: string): Progress {
  const failures = progress.failures + 1;
  const kept = progress.undelivered.find(({ cursor }) => cursor === message.cursor);
  const failed = failedAgain(kept ?? { ...message, failures: 0, retryAt: now }, now);
  return {
    ...progress,
    cursor: cursorAfter(progress, message),
    undelivered: kept
      ? progress.undelivered.map((one) => (one === kept ? failed : one))
      : [...progress.undelivered, failed],
    failures,
    failingSince: progress.failingSince ?? now,
    failure,
    retryAt: now + pauseAfter(failures),
  };
}

function failedAgain(message: Undelivered, now: Instant): Undelivered {
  const firstFailedAt = message.firstFailedAt ?? now;
  const failures = message.failures + 1;
  const isDead = now - firstFailedAt >= GIVE_UP_AFTER;
  return {
    ...message,
    firstFailedAt,
    failedAt: now,
    failures,
    retryAt: now + pauseAfter(failures),
    ...(isDead && { isDead }),
  };
}

const cursorAfter = ({ undelivered, cursor }: Progress, message: Message): string | undefined =>
  undelivered.some((one) => one.cursor === message.cursor) ? cursor : message.cursor;

/** What was given up, and what waits behind it. */
export const deadLetters = ({ undelivered }: Progress): readonly Undelivered[] =>
  undelivered.filter(
    (one) =>
      one.isDead ??
      earlierThan(one, undelivered).some((earlier) => earlier.isDead && !supersedes(one, earlier)),
  );

/** Tries again what was given up: the message of a cursor, or all (`null`). */
export function redeliver(progress: Progress, cursor: string | null, now: Instant): Progress {
  const undelivered = progress.undelivered.map((one) => {
    if (!one.isDead || (cursor !== null && one.cursor !== cursor)) return one;
    const { firstFailedAt: _first, failedAt: _last, isDead: _dead, ...message } = one;
    return { ...message, failures: 0, retryAt: now };
  });
  return { ...progress, undelivered, redeliveries: progress.redeliveries + 1 };
}
