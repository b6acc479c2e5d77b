import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { consentId, noon, provenance, toCancel, toRegister, tolvan } from '#consent/given';
import { PositionBeyondHead } from '#ledger';
import { createLog, readConfig } from '#platform';
import { extendedConsentsForPatient, patientProjection } from '#read-models';
import { ConsentLedger, openLedger, openStores, type OpenLedger } from '.';

let folder: string;
let parts: OpenLedger;
let ledger: ConsentLedger;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'consent-ledger-'));
  const config = readConfig({ DATA_DIR: folder, READ_DEADLINE_MS: '60000' });
  const log = createLog('error');
  parts = await openLedger(await openStores(config, log), config, log);
  ledger = new ConsentLedger(parts);
});
afterAll(async () => {
  await parts.close();
  await rm(folder, { recursive: true });
});

const asked = () => ({ ...provenance, commandId: randomUUID() });

const consentsOfTolvan = (atLeast?: number) =>
  ledger.ask(patientProjection, { atLeast }, (rows) =>
    extendedConsentsForPatient(rows, { patient: tolvan, careProviders: 'all', includeCancelled: true }, noon),
  );

it('answers with what was carried out before, and where', async () => {
  const { position } = await ledger.execute(toRegister({ assertionId: consentId(1) }), asked());
  const { answer, ...positions } = await consentsOfTolvan();
  expect(answer.consents.map(({ assertion }) => assertion.assertionId)).toEqual([consentId(1)]);
  expect(positions).toEqual({ position, knownPosition: position });
});

it("returns the rules' rejection as it is", async () => {
  const outcome = await ledger.execute(toCancel({ assertionId: consentId(2) }), asked());
  expect(outcome).toMatchObject({
    accepted: false,
    rejection: { reason: 'not-found', assertionId: consentId(2) },
  });
});

it('refuses a position after the end of the log', async () => {
  await expect(consentsOfTolvan(1_000_000)).rejects.toThrow(PositionBeyondHead);
});
