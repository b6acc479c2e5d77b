import { setTimeout as pause } from 'node:timers/promises';
import { ConsentServiceError } from '../messages/errors';

/** When a call is tried again. */
export interface RetryOptions {
  /** How often a call is tried at most; 1: never again. Default 3. */
  readonly attempts: number;
  /** The most that the first pause lasts, in milliseconds; each further one may last twice as long. Default 100. */
  readonly firstPauseMs: number;
  /** The most that any pause lasts, in milliseconds, unless the service asks for a longer one. Default 2 000. */
  readonly longestPauseMs: number;
}

export interface Repetition extends RetryOptions {
  /** When the call ends, by `performance.now()`. */
  readonly deadline: number;
  /** Whether a repetition does no harm. */
  readonly isSafe: boolean;
  readonly signal?: AbortSignal;
}

/** Tries again what failed for a moment, if a repetition is safe and there is time. A result is never asked for again, whatever it says. */
export async function withRetries<T>(attempt: () => Promise<T>, options: Repetition): Promise<T> {
  for (let tried = 1; ; tried += 1) {
    try {
      return await attempt();
    } catch (error) {
      const ms = pauseAfter(error, tried, options);
      if (ms === null) throw error;
      await pauseUnless(options.signal, ms, error);
    }
  }
}

/** How long to wait before the next attempt, in milliseconds; `null`: there is none. */
function pauseAfter(error: unknown, tried: number, options: Repetition): number | null {
  if (!(error instanceof ConsentServiceError) || !error.isTransient) return null;
  if (!options.isSafe || tried >= options.attempts) return null;
  const { firstPauseMs, longestPauseMs, deadline } = options;
  const longest = Math.min(longestPauseMs, firstPauseMs * 2 ** (tried - 1));
  // All of the pause is drawn by chance: callers that failed together do not come back together.
  const ms = (error.call.retryAfterMs ?? 0) + Math.random() * longest;
  return performance.now() + ms < deadline ? ms : null;
}

async function pauseUnless(signal: AbortSignal | undefined, ms: number, error: unknown): Promise<void> {
  try {
    await pause(ms, undefined, { signal });
  } catch {
    throw error;
  }
}
