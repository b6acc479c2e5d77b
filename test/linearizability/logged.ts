import { openExistingStores } from '#consent-ledger';
import type { StoredEvent } from '#event-store';
import { createLog, readConfig } from '#platform';
import { orderCheck } from '../durability/log-order';
import { CARE_PROVIDER } from './concurrent-callers';
import type { Change, Operation } from './operation';

const typeOf: Readonly<Record<Change, string>> = {
  register: 'ConsentRegistered.v1',
  cancel: 'ConsentCancelled.v1',
  delete: 'ConsentDeleted.v1',
  end: 'ConsentEndedByPatient.v1',
};
const types = new Set(Object.values(typeOf));

const isAskedByCallers = ({ type, data }: StoredEvent): boolean =>
  types.has(type) && (data as { careProviderId: string }).careProviderId === CARE_PROVIDER;

/**
 * Holds the log against what callers were answered: each acknowledged change is in it once, one without an answer at most once, and
 * nothing else. Returns what is wrong, in words.
 */
export async function faultsInLog(
  environment: Record<string, string>,
  history: readonly Operation[],
): Promise<string[]> {
  const stores = await openExistingStores(readConfig(environment), createLog('error'));
  const orderFaults = orderCheck(environment.EVENT_STORE_URL === undefined ? 'counted' : 'with gaps');
  const faults: string[] = [];
  const logged = new Map<string, number>();
  for await (const event of stores.store.readAll()) {
    faults.push(...orderFaults(event));
    if (isAskedByCallers(event)) countOne(logged, keyOfEvent(event));
  }
  await stores.close();
  return [...faults, ...differences(history, logged)];
}

function differences(history: readonly Operation[], logged: ReadonlyMap<string, number>): string[] {
  const acknowledged = new Map<string, number>();
  const unanswered = new Map<string, number>();
  for (const { action, consent, answer } of history) {
    if (action === 'check') continue;
    const key = `${typeOf[action]} of ${consent}`;
    if (answer === 'ok') countOne(acknowledged, key);
    if (answer === null) countOne(unanswered, key);
  }
  return [...new Set([...acknowledged.keys(), ...logged.keys()])].flatMap((key) => {
    const [least, events] = [acknowledged.get(key) ?? 0, logged.get(key) ?? 0];
    const most = least + (unanswered.get(key) ?? 0);
    return events >= least && events <= most
      ? []
      : [`${key}: acknowledged ${least}, at most ${most}, logged ${events}`];
  });
}

const keyOfEvent = ({ type, stream }: StoredEvent): string => `${type} of ${stream.replace('consent-', '')}`;

const countOne = (counts: Map<string, number>, key: string): void =>
  void counts.set(key, (counts.get(key) ?? 0) + 1);
