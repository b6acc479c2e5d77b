import { randomUUID } from 'node:crypto';
import { formatLocalTime } from '#consent';
import { tolvan } from '#consent/given';
import { call } from '../../support/call';
import { person } from '../../support/people';
import { action, toCancel, toCheck, toDelete, toRegister } from '../../support/requests';

const DAY = 86_400_000;

const place = {
  patientId: tolvan,
  careProviderId: 'SE165565594230-2000',
  careUnitId: 'SE165565594230-2001',
};
const KARI = 'SE165565594230-20A1';

interface Sample {
  /** Days from today. */
  readonly from: number;
  readonly until?: number;
  readonly more?: object;
  readonly closed?: readonly ['cancelled' | 'deleted', day: number];
}

const samples: readonly Sample[] = [
  { from: -420, until: -260 },
  { from: -330, closed: ['cancelled', -250] },
  { from: -150, until: -140, more: { assertionType: 'Emergency' } },
  { from: -120, until: 200, closed: ['deleted', -110] },
  { from: -90 },
  { from: -20, until: 70, more: { employeeId: KARI } },
  { from: 30, until: 210, more: { careUnitId: 'SE165565594230-2002' } },
];

/** A patient with so many consents that no page can have them all. */
export const patientWithMany = person(200);
const MANY = 200;
const AT_ONCE = 20;

/** Consents over years, at four units, most of which have ended. */
async function registerManyConsents(serviceUrl: string): Promise<void> {
  const register = async (number: number) => {
    const careUnitId = `SE165565594230-200${1 + (number % 4)}`;
    const span = { startDate: inDays(-3 * number - 5), ...(number > 24 && { endDate: inDays(-2 * number) }) };
    const request = toRegister(randomUUID(), { ...place, patientId: patientWithMany, careUnitId }, span);
    const { status } = await call(serviceUrl, 'register-extended-consent', request);
    if (status !== 201) throw new Error(`Registering was answered ${status}.`);
  };
  for (let first = 0; first < MANY; first += AT_ONCE) {
    await Promise.all(Array.from({ length: AT_ONCE }, (_, index) => register(first + index)));
  }
}

/** A patient with consents of every kind, and questions about access that were asked meanwhile. */
export async function registerSampleConsents(serviceUrl: string): Promise<void> {
  const ask = async (contract: string, body: unknown) => {
    const { status } = await call(serviceUrl, contract, body);
    if (status >= 300) throw new Error(`${contract} was answered ${status}.`);
  };
  const close = (id: string, how: 'cancelled' | 'deleted', day: number) =>
    how === 'cancelled'
      ? ask('cancel-extended-consent', { ...toCancel(id), cancellationAction: actionOn(day) })
      : ask('delete-extended-consent', { ...toDelete(id), deletionAction: actionOn(day) });
  for (const { from, until, more, closed } of samples) {
    const id = randomUUID();
    const span = { startDate: inDays(from), ...(until !== undefined && { endDate: inDays(until) }) };
    await ask(
      'register-extended-consent',
      toRegister(id, place, { registrationAction: actionOn(Math.min(from, 0)), ...span, ...more }),
    );
    await ask('check-consent', toCheck(place, KARI));
    if (closed) await close(id, ...closed);
  }
  await registerManyConsents(serviceUrl);
}

const COLLEAGUE = { employeeId: 'SE165565594230-20A6' };

const actionOn = (day: number) => ({
  ...{ ...action, requestedBy: COLLEAGUE, registeredBy: COLLEAGUE },
  ...{ requestDate: inDays(day), registrationDate: inDays(day) },
});

const inDays = (days: number): string => formatLocalTime(Date.now() + days * DAY);
