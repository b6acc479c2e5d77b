import { randomUUID } from 'node:crypto';
import { Stage } from '../test/portal/browser/stage';
import { call } from '../test/support/call';
import { action, toRegister } from '../test/support/requests';
import { personnummer } from './support/consents';
import { loadLedger } from './support/load-ledger';
import { PortalClient } from './support/portal-client';
import { quantile } from './support/quantile';
import { demandSound, untilReady } from './support/sound-service';
import { table } from './support/table';

const CONSENTS = Number(process.env.CONSENTS ?? 100_000);
const PATIENTS = Number(process.env.PATIENTS ?? 100);
const CONSENTS_PER_PATIENT = 10;

const place = { careProviderId: 'SE165565594230-2000', careUnitId: 'SE165565594230-2001' };

/** How long the portal takes over a patient's page, one request at a time, with many consents of others in the ledger. */
async function main(): Promise<void> {
  process.stdout.write(`Loading ${CONSENTS} consents …\n`);
  const stage = await Stage.set((dataDirectory) => loadLedger(dataDirectory, CONSENTS));
  try {
    const { serviceUrl, url } = stage.system;
    await untilReady({ url: serviceUrl });
    const patients = Array.from({ length: PATIENTS }, (_, n) =>
      personnummer(Math.floor((n * CONSENTS) / PATIENTS)),
    );
    for (const patient of patients) await registerFor(patient, serviceUrl);
    const client = await stage.visit(async (visitor) => {
      await visitor.signIn('Kari Nordlie');
      return new PortalClient(url, await visitor.context.cookies(url));
    });
    const figures = await measured(client, patients, serviceUrl);
    await demandSound({ url: serviceUrl });
    process.stdout.write(figures);
  } finally {
    await stage.close();
  }
}

async function registerFor(extension: string, serviceUrl: string): Promise<void> {
  const patientId = { root: '1.2.752.129.2.1.3.1', extension };
  for (let n = 0; n < CONSENTS_PER_PATIENT; n++) {
    const body = toRegister(randomUUID(), { patientId, ...place }, { registrationAction: action });
    const { status } = await call(serviceUrl, 'register-extended-consent', body);
    if (status !== 201) throw new Error(`A registration was answered ${status}.`);
  }
}

async function measured(
  client: PortalClient,
  patients: readonly string[],
  serviceUrl: string,
): Promise<string> {
  const times = {
    opening: [] as number[],
    page: [] as number[],
    contract: [] as number[],
    empty: [] as number[],
  };
  for (const patient of patients) {
    times.opening.push(await timed(() => client.openPatient(patient)));
    times.page.push(await timed(async () => demandConsents(await client.get('/consents'))));
    times.contract.push(await timed(() => ask(serviceUrl, patient)));
    times.empty.push(await timed(() => client.get('/signed-out')));
  }
  return table(
    ['', 'p50 ms', 'p99 ms', 'longest ms'],
    [
      row('the patient’s page', times.page),
      row('opening a patient: form, event, page', times.opening),
      row('the contract that it asks', times.contract),
      row('a page with nothing on it', times.empty),
    ],
  );
}

/** A page that is quick because it shows nothing is no measurement. */
function demandConsents(page: string): void {
  const shown = page.split('class="card consent').length - 1;
  if (shown < CONSENTS_PER_PATIENT) throw new Error(`The page shows ${shown} consents.`);
}

async function ask(serviceUrl: string, extension: string): Promise<void> {
  await call(serviceUrl, 'get-extended-consents-for-patient', {
    careProviderId: place.careProviderId,
    patientId: { root: '1.2.752.129.2.1.3.1', extension },
    getCancelledFlag: true,
  });
}

async function timed(act: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await act();
  return performance.now() - begun;
}

function row(name: string, times: readonly number[]): string[] {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (part: number) => quantile(sorted, part).toFixed(1);
  return [name, at(0.5), at(0.99), at(1)];
}

void main();
