import { EventTooLarge, StoreUnavailable, StreamDeleted } from '../event-store';

/** How long one attempt may take, and all attempts together, in milliseconds. */
export interface TimeLimits {
  readonly attempt: number;
  readonly total: number;
}

/** The code of a call whose server is not there. */
export const UNAVAILABLE = 14;

export class NoAnswerInTime extends Error {
  override readonly name = 'NoAnswerInTime';

  constructor(milliseconds: number) {
    super(`no answer within ${milliseconds} ms`);
  }
}

/** Waits no longer than so many milliseconds for work that cannot be stopped. */
export async function within<T>(milliseconds: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new NoAnswerInTime(milliseconds)), milliseconds);
  });
  try {
    return await Promise.race([work, limit]);
  } finally {
    clearTimeout(timer);
  }
}

/** Tries until it succeeds, cannot succeed, or time is up; then the store is unavailable, and `outcome` says what that means. */
export async function retried<T>(
  limits: TimeLimits,
  outcome: string,
  attempt: (milliseconds: number) => Promise<T>,
): Promise<T> {
  const end = performance.now() + limits.total;
  for (let failures = 0; ; failures++) {
    try {
      return await attempt(Math.min(limits.attempt, Math.max(1, end - performance.now())));
    } catch (error) {
      if (isAnswer(error)) throw error;
      const pause = backoff(failures);
      if (isHopeless(error) || performance.now() + pause >= end) throw unavailable(outcome, error);
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }
}

const unavailable = (outcome: string, cause: unknown): StoreUnavailable =>
  new StoreUnavailable(`${outcome}: ${(cause as Error).message}`, { cause });

/** For what is not tried again: time being up makes the store unavailable, other errors pass. */
export const asUnavailable =
  (outcome: string) =>
  (error: unknown): never => {
    throw error instanceof NoAnswerInTime ? unavailable(outcome, error) : error;
  };

/** The client's errors have a type, except where there is no server. */
const typeOf = (error: unknown): unknown => (error as { type?: unknown }).type;

export const isMissingStream = (error: unknown): boolean => typeOf(error) === 'stream-not-found';

export const isDeletedStream = (error: unknown): boolean => typeOf(error) === 'stream-deleted';

export const isAccessDenied = (error: unknown): boolean => typeOf(error) === 'access-denied';

/** What the server answers to a read of the whole log that begins at a position where it has no event. */
export const isNoSuchPosition = (error: unknown): boolean =>
  typeOf(error) === 'unknown' && (error as Error).message.includes('Unexpected ReadAllResult');

/** The server has answered, and would answer the same again. */
export const isAnswer = (error: unknown): boolean =>
  error instanceof EventTooLarge ||
  error instanceof StoreUnavailable ||
  error instanceof StreamDeleted ||
  isMissingStream(error) ||
  isDeletedStream(error) ||
  isNoSuchPosition(error);

const HOPELESS = new Set<unknown>(['access-denied', 'invalid-argument', 'unsupported']);

const isHopeless = (error: unknown): boolean => HOPELESS.has(typeOf(error));

const FIRST_PAUSE = 25;
const LONGEST_PAUSE = 2000;

/** Twice as long each time, and never the same for all who wait, so that they do not return at once. */
export function backoff(failures: number): number {
  const pause = Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** failures);
  return pause * (0.5 + Math.random() / 2);
}
