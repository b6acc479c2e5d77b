import { randomUUID } from 'node:crypto';
import { formatLocalTime } from '#consent';
import { tolvan } from '#consent/given';
import { call } from '../../support/call';
import { toCancel, toCheck, toDelete, toRegister } from '../../support/requests';

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
  readonly closed?: 'cancelled' | 'deleted';
}

const samples: readonly Sample[] = [
  { from: -420, until: -260 },
  { from: -330, closed: 'cancelled' },
  { from: -150, until: -140, more: { assertionType: 'Emergency' } },
  { from: -120, until: 200, closed: 'deleted' },
  { from: -90 },
  { from: -20, until: 70, more: { employeeId: KARI } },
  { from: 30, until: 210, more: { careUnitId: 'SE165565594230-2002' } },
];

/** A patient with consents of every kind, and questions about access that were asked meanwhile. */
export async function registerSampleConsents(serviceUrl: string): Promise<void> {
  const ask = async (contract: string, body: unknown) => {
    const { status } = await call(serviceUrl, contract, body);
    if (status !== 200) throw new Error(`${contract} was answered ${status}.`);
  };
  for (const { from, until, more, closed } of samples) {
    const id = randomUUID();
    const span = { startDate: inDays(from), ...(until !== undefined && { endDate: inDays(until) }) };
    await ask('register-extended-consent', toRegister(id, place, { ...span, ...more }));
    await ask('check-consent', toCheck(place, KARI));
    if (closed === 'cancelled') await ask('cancel-extended-consent', toCancel(id));
    if (closed === 'deleted') await ask('delete-extended-consent', toDelete(id));
  }
}

const inDays = (days: number): string => formatLocalTime(Date.now() + days * DAY);
