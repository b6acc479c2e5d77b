import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { call } from '../support/call';
import { startInProcess } from '../support/in-process-service';
import { inGroups } from '../support/in-groups';
import { person } from '../support/people';
import { toCancel, toCheck, toDelete, toRegister } from '../support/requests';

/** A checkpoint is signed at most once a second, so a ledger with several takes as many. */
const BETWEEN_CHECKPOINTS_MS = 1_100;

const place = (n: number) => ({
  patientId: person(n % 40),
  careProviderId: 'SE165565594230-2000',
  careUnitId: `SE165565594230-20${n % 7}1`,
});

/**
 * A ledger made by the real service: consents registered, cancelled, deleted, ended, some of the requests with an idempotency key,
 * some refused; checks; and, because it takes its time, a checkpoint after each part.
 */
export async function makeHonestLedger(
  environment: Record<string, string>,
  parts: number,
  consentsInAPart: number,
): Promise<void> {
  const service = await startInProcess(environment);
  try {
    for (let part = 0; part < parts; part++) {
      if (part > 0) await wait(BETWEEN_CHECKPOINTS_MS);
      const numbers = Array.from({ length: consentsInAPart }, (_, n) => part * consentsInAPart + n);
      await inGroups(8, numbers, (n) => live(service.url, n));
    }
  } finally {
    await service.close();
  }
}

/** One consent's life. */
async function live(url: string, n: number): Promise<void> {
  const id = randomUUID();
  const key = (what: string): Record<string, string> =>
    n % 5 === 0 ? { 'idempotency-key': `${what} ${n}` } : {};
  await call(url, 'register-extended-consent', toRegister(id, place(n)), key('register'));
  await call(url, 'check-consent', toCheck(place(n)));
  if (n % 3 === 0) await end(url, id, n);
  if (n % 3 === 1) await call(url, 'cancel-extended-consent', toCancel(id), key('cancel'));
  if (n % 4 === 0) await call(url, 'delete-extended-consent', toDelete(id));
}

/** Twice, each time nearer. */
async function end(url: string, assertionId: string, n: number): Promise<void> {
  for (const endDateTime of ['2099-12-31T00:00:00', '2098-12-31T00:00:00']) {
    await call(url, 'end-consent-by-patient', { assertionId, patientId: place(n).patientId, endDateTime });
  }
}
