import { openStoresToInspect } from '#consent-ledger';
import { allStamped, DECISION_HISTORY, LEDGER_HISTORY } from '#evidence';
import { createLog, newId, readConfig } from '#platform';
import { call } from '../support/call';
import { startInProcess, type InProcessService } from '../support/in-process-service';
import { toCheck, toRegister } from '../support/requests';
import { person } from '../support/people';
import { until } from '../witnesses/until';

const place = {
  patientId: person(1),
  careProviderId: 'SE165565594230-2000',
  careUnitId: 'SE165565594230-2001',
};

/** How many checkpoints of the ledger, and of the records of checks, are stamped. */
export async function stampedIn(environment: Record<string, string>): Promise<readonly number[]> {
  const stores = await openStoresToInspect(readConfig(environment), createLog('error'));
  try {
    const both = await Promise.all(
      [LEDGER_HISTORY, DECISION_HISTORY].map((history) => allStamped(stores.auditStore, history)),
    );
    return both.map(({ length }) => length);
  } finally {
    await stores.close();
  }
}

/** Has a service register and check a consent, until a checkpoint of both is stamped. */
export async function makeStampedLedger(
  environment: Record<string, string>,
  meanwhile: (service: InProcessService) => Promise<void> = () => Promise.resolve(),
): Promise<void> {
  const service = await startInProcess(environment);
  try {
    await call(service.url, 'register-extended-consent', toRegister(newId(), place));
    await call(service.url, 'check-consent', toCheck(place));
    await until(async () => (await stampedIn(environment)).every((count) => count > 0));
    await meanwhile(service);
  } finally {
    await service.close();
  }
}
