/** How the server is to misbehave. Numbers count down by one each time; everything off is a healthy server. */
export interface Faults {
  /** Appends are accepted and neither written nor answered. */
  silentAppends: boolean;
  /** Reads and subscriptions are accepted and never answered. */
  silentReads: boolean;
  /** So many of the next appends are written, but never answered. */
  dropReplies: number;
  /** So many of the next calls that need the leader are refused by a server that says it is not. */
  notLeaderAnswers: number;
  /** Where a server that is not the leader says the leader is. Default: itself. */
  leader: { readonly host: string; readonly port: number } | null;
  /** The cluster has lost its quorum: gossip knows members and no leader, and every call is answered "Server Is Not Ready". */
  election: boolean;
  /** So many of the next calls find a server that has just started: "Server Is Not Ready". */
  notReadyAnswers: number;
  /** So many of the next appends are answered with a server's own timeout, after they were written. */
  timeoutAnswers: number;
  /** So many milliseconds pass before an append is answered or a read begins. */
  delay: number;
  /** So many of the next reads and subscriptions break off with an error after `breakAfter` events. */
  breakReads: number;
  breakAfter: number;
}

export const healthy = (): Faults => ({
  silentAppends: false,
  silentReads: false,
  dropReplies: 0,
  notLeaderAnswers: 0,
  leader: null,
  election: false,
  notReadyAnswers: 0,
  timeoutAnswers: 0,
  delay: 0,
  breakReads: 0,
  breakAfter: 0,
});

/** Whether a fault that is counted strikes now; it is then one less. */
export function strikes(
  faults: Faults,
  fault: 'dropReplies' | 'notLeaderAnswers' | 'notReadyAnswers' | 'timeoutAnswers' | 'breakReads',
): boolean {
  if (faults[fault] <= 0) return false;
  faults[fault]--;
  return true;
}

/** Does something at once, or when the delay the server was told to keep is over. */
export function later({ delay }: Faults, work: () => void): void {
  if (delay > 0) setTimeout(work, delay);
  else work();
}

/** What the server was asked, for tests that count. */
export interface Counts {
  /** Append requests received, retries included. */
  appends: number;
  reads: number;
  /** Reads of `$all` backwards from its end. */
  headReads: number;
  subscriptions: number;
}

export const noCounts = (): Counts => ({ appends: 0, reads: 0, headReads: 0, subscriptions: 0 });
