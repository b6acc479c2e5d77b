import { join } from 'node:path';
import { consentStream, encode, type ConsentRegistered } from '#consent';
import { EmbeddedEventStore, type EventStore } from '#event-store';
import { newId } from '#platform';
import { registration } from './consents';

interface Registration {
  readonly assertionId: string;
  readonly assertionType: 'Consent';
  readonly scope: 'NationalLevel';
  readonly patientId: { root: string; extension: string };
  readonly careProviderId: string;
  readonly careUnitId: string;
}

const IN_FLIGHT = 2_000;
const RECORDED_AT = Date.UTC(2025, 0, 15, 9);

/**
 * Fills an embedded ledger with so many registered consents, without a service in between; the nth is of person n, unless another is
 * named.
 */
export async function loadLedger(
  dataDirectory: string,
  count: number,
  personOf = (index: number): number => index,
): Promise<void> {
  const store = await EmbeddedEventStore.open(join(dataDirectory, 'log'));
  await (await EmbeddedEventStore.open(join(dataDirectory, 'audit-log'))).close();
  for (let done = 0; done < count; done += IN_FLIGHT) {
    const due = Array.from({ length: Math.min(IN_FLIGHT, count - done) }, (_, index) => done + index);
    await Promise.all(due.map((index) => appendConsent(store, personOf(index), RECORDED_AT + index)));
  }
  await store.close();
}

async function appendConsent(store: EventStore, person: number, recordedAt: number): Promise<void> {
  const event = registered(JSON.parse(registration(person)) as Registration, recordedAt);
  const provenance = {
    commandId: newId(),
    correlationId: newId(),
    door: 'json' as const,
    systemId: event.ownerId,
  };
  await store.append(consentStream(event.assertionId), 'no-stream', [
    { id: newId(), ...encode(event, provenance) },
  ]);
}

function registered({ patientId, ...request }: Registration, recordedAt: number): ConsentRegistered {
  const { assertionId, assertionType, scope, careProviderId, careUnitId } = request;
  const time = { at: recordedAt, sent: '2025-01-15T09:45:00' };
  const actor = { employeeId: 'SE165565594230-1A2B', assignmentName: 'Vård och behandling' };
  return {
    type: 'ConsentRegistered',
    assertionId,
    assertionType,
    scope,
    patient: patientId,
    careProviderId,
    careUnitId,
    start: { at: recordedAt, sent: null },
    ownerId: 'SE165565594230-1000',
    registration: { requestDate: time, requestedBy: actor, registrationDate: time, registeredBy: actor },
    recordedAt,
  };
}
