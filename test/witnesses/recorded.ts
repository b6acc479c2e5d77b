import { openStoresToInspect } from '#consent-ledger';
import {
  DECISION_HISTORY,
  LEDGER_HISTORY,
  newestCheckpoint,
  newestCosigned,
  type ProvedHistory,
} from '#evidence';
import { createLog, readConfig } from '#platform';
import { startInProcess } from '../support/in-process-service';
import { until } from './until';

/** The newest checkpoint of a history, and the newest that a quorum has cosigned; a service may be at work on it, and it may have lost its end. */
export async function recordedIn(environment: Record<string, string>, history: ProvedHistory) {
  const stores = await openStoresToInspect(readConfig(environment), createLog('error'));
  try {
    const signed = await newestCheckpoint(stores.auditStore, history);
    return { signed, cosigned: await newestCosigned(stores.auditStore, history) };
  } finally {
    await stores.close();
  }
}

/** Whether so many witnesses have cosigned the newest checkpoints of both histories. */
export async function areCosigned(environment: Record<string, string>, witnesses: number): Promise<boolean> {
  for (const history of [LEDGER_HISTORY, DECISION_HISTORY]) {
    const { signed, cosigned } = await recordedIn(environment, history);
    if (!signed || cosigned?.size !== signed.size || cosigned.witnesses.length < witnesses) return false;
  }
  return true;
}

/** Lets a service run until so many witnesses have cosigned the newest checkpoints of both histories. */
export async function haveCosigned(environment: Record<string, string>, witnesses: number): Promise<void> {
  const service = await startInProcess(environment);
  await until(() => areCosigned(environment, witnesses)).finally(() => service.close());
}
