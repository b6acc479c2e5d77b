import { join } from 'node:path';
import { careProvider, careUnit, doctor, tolvan } from '#consent/given';
import { createLog, readConfig, systemClock } from '#platform';
import { SecretRecordFolder } from '#sign-on';
import { startPortal } from '../../../apps/portal/src/portal';
import type { Session } from '../../../apps/portal/src/sessions/session';
import { spawnService } from '../../support/spawned-service';
import { temporaryFolder } from '../../support/temporary-folder';

const AT_HEART_CLINIC = {
  organisationNumber: '310001007',
  organisationName: 'Hjertesenteret',
  careProviderId: careProvider,
};

/** Somebody who is signed on, with no patient yet. */
export const physician = (more: Partial<Session> = {}): Session => ({
  person: { root: '2.16.578.1.12.4.1.4.1', extension: '01810000186' },
  hprNumber: '9000101',
  workplace: {
    ...AT_HEART_CLINIC,
    unit: { careUnitId: careUnit, careUnitName: 'Hjertepoliklinikken', employeeId: doctor },
  },
  patient: null,
  csrfToken: 'the-token-of-this-session',
  signedOnAt: Date.now(),
  lastSeenAt: Date.now(),
  ...more,
});

export const withPatient: Partial<Session> = { patient: { identity: tolvan, basis: 'HPMOTTATTSAMTYKKE' } };
export const withoutUnit: Partial<Session> = { workplace: AT_HEART_CLINIC };
export const auditor: Partial<Session> = { hprNumber: '9000109' };

export interface SignedOnPortal {
  readonly url: string;
  readonly serviceUrl: string;
  readonly dataDirectory: string;
  /** The secrets of the sessions that it was started with, in their order: what the cookie `__Host-session` holds. */
  readonly secrets: readonly string[];
  close(): Promise<void>;
}

/** The real portal in this process, beside a service of its own, with people who are signed on already. */
export const startSignedOn = (...sessions: readonly Session[]): Promise<SignedOnPortal> =>
  startSignedOnWith({}, ...sessions);

/** The same with settings of its own; in a folder of its own, unless `DATA_DIR` names another. */
export async function startSignedOnWith(
  more: Readonly<Record<string, string>>,
  ...sessions: readonly Session[]
): Promise<SignedOnPortal> {
  const folder = await temporaryFolder();
  const dataDirectory = more['DATA_DIR'] ?? folder.path;
  const service = await spawnService({ DATA_DIR: dataDirectory });
  const secrets = await seed(dataDirectory, sessions);
  const config = readConfig({
    DATA_DIR: dataDirectory,
    PORTAL_PORT: '0',
    LOG_LEVEL: 'error',
    AUDITORS: auditor.hprNumber,
    CONSENT_SERVICE_URL: service.url,
    ...more,
  });
  const portal = await startPortal(config, systemClock, createLog('error'));
  const close = async () => {
    await portal.close();
    await service.end('SIGTERM');
    await folder.remove();
  };
  return { url: portal.url, serviceUrl: service.url, dataDirectory, secrets, close };
}

/** As signing on leaves it: sessions that the portal finds when it starts. */
async function seed(dataDirectory: string, sessions: readonly Session[]): Promise<string[]> {
  const folder = SecretRecordFolder.open<{ session: Session }>(join(dataDirectory, 'portal'), ['session']);
  const secrets: string[] = [];
  for (const session of sessions) secrets.push(await folder.records('session').add(session));
  await folder.close();
  return secrets;
}
