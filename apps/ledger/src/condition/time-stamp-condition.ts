import { localTime } from '#audit';
import type { Clock, Config } from '#platform';
import type { OpenStores } from '#consent-ledger';
import {
  DECISION_HISTORY,
  isAhead,
  LEDGER_HISTORY,
  newestCheckpoint,
  newestStamped,
  timeStampAuthorityIn,
  type ProvedHistory,
} from '#evidence';
import type { Finding } from './finding';

/** A service asks for a time stamp a day after the one before, and again where it gets none. */
const LATE_MS = 2 * 86_400_000;

const ADVICE = 'A running service asks for a time stamp a day. Look in its log for why it gets none.';

/** How old the newest time stamps are; nothing where the settings name no authority. */
export async function timeStampCondition(
  { auditStore }: OpenStores,
  config: Config,
  clock: Clock,
): Promise<readonly Finding[]> {
  if (!timeStampAuthorityIn(config)) return [];
  const age = async (about: string, history: ProvedHistory): Promise<Finding> => {
    const signed = (await newestCheckpoint(auditStore, history))?.size ?? 0;
    const stamped = await newestStamped(auditStore, history);
    if (signed === 0) return { about, state: 'nothing is signed yet' };
    if (!stamped) return { about, state: 'none yet', advice: ADVICE };
    const at = Date.parse(stamped.stampedAt);
    const isLate = isAhead(stamped, clock()) || (stamped.size < signed && clock() - at > LATE_MS);
    return {
      ...{ about, state: `newest for ${stamped.size}; ${localTime(at)}` },
      ...(isLate && { advice: ADVICE }),
    };
  };
  return [await age('Time stamps', LEDGER_HISTORY), await age('Time stamps of checks', DECISION_HISTORY)];
}
