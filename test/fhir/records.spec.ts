import { randomUUID } from 'node:crypto';
import { keptAccesses } from '../accesses/kept-accesses';
import { startRegistered } from '../callers/registered-service';
import { keptDecisions } from '../decisions/kept-decisions';
import { person } from '../support/people';
import { toRegister } from '../support/requests';
import { temporaryFolder, type TemporaryFolder } from '../support/temporary-folder';
import { fhirGet, fhirPost, fhirSearch, identifierOf, matchesIn, toCheckByFhir, tokenOf } from './ask';

const OWN = 'SE165565594230-1000';
const patientId = person(1);
const place = { patientId, careProviderId: OWN, careUnitId: 'SE165565594230-1001' };
const assertionId = randomUUID();

let folder: TemporaryFolder;
beforeEach(async () => (folder = await temporaryFolder()));
afterEach(() => folder.remove());

/** What one exchange after another left in the log, when the service has stopped. */
async function recordedAfter(
  ask: (url: string, headersOf: (client: string) => Promise<Record<string, string>>) => Promise<void>,
) {
  const callers = [
    { clientId: 'own', systemId: 'SE165565594230-OWN' },
    { clientId: 'other', systemId: 'SE165565594230-OTH', careProviders: ['SE165565594230-2000'] },
  ];
  const service = await startRegistered(callers, { DATA_DIR: folder.path });
  await service.call('own', 'register-extended-consent', toRegister(assertionId, place));
  await ask(service.url, service.proofOf);
  await service.close();
  return {
    accesses: await keptAccesses({ folder: folder.path }),
    decisions: await keptDecisions({ folder: folder.path }),
  };
}

it('who read a consent is recorded with the patient, whom the request does not name; and who was refused', async () => {
  const { accesses } = await recordedAfter(async (url, headersOf) => {
    await fhirGet(url, `/Consent/${assertionId}`, await headersOf('own'));
    await fhirGet(url, `/Consent/${assertionId}`, await headersOf('other'));
  });
  expect(accesses).toEqual([
    expect.objectContaining({
      contract: 'ReadConsent',
      patient: patientId,
      assertionId,
      isGranted: true,
      shown: 1,
      callerId: 'SE165565594230-OWN',
      door: 'fhir',
    }),
    expect.objectContaining({
      contract: 'ReadConsent',
      assertionId,
      isGranted: false,
      denial: 'care-provider',
      shown: 0,
      callerId: 'SE165565594230-OTH',
      door: 'fhir',
    }),
  ]);
});

it('a search is recorded as the question of the contract', async () => {
  const { accesses } = await recordedAfter(async (url, headersOf) => {
    await fhirSearch(url, 'Consent', { 'patient:identifier': tokenOf(patientId) }, await headersOf('own'));
  });
  expect(accesses).toEqual([
    expect.objectContaining({
      contract: 'GetAllExtendedConsentsForPatient',
      patient: patientId,
      shown: 1,
      door: 'fhir',
    }),
  ]);
});

it('every check is a record of a decision, and every refused one', async () => {
  const question = toCheckByFhir(identifierOf(patientId), 'SE165565594230-1A2B', place.careUnitId, OWN);
  const { decisions } = await recordedAfter(async (url, headersOf) => {
    const yes = await fhirPost(url, '/Consent/$check', question, await headersOf('own'));
    expect(yes.resource).toMatchObject({ parameter: [{ name: 'hasConsent', valueBoolean: true }, {}] });
    const denied = await fhirPost(url, '/Consent/$check', question, await headersOf('other'));
    expect([denied.status, denied.resource.resourceType]).toEqual([403, 'OperationOutcome']);
  });
  expect(decisions).toEqual([
    expect.objectContaining({ hasConsent: true, assertionId, result: 'OK', door: 'fhir' }),
    expect.objectContaining({
      hasConsent: false,
      result: 'ACCESSDENIED',
      denial: 'care-provider',
      door: 'fhir',
    }),
  ]);
});

it('who searched for records of checks, and who read one, is recorded; the latter with the patient, whom the request does not name', async () => {
  const question = toCheckByFhir(identifierOf(patientId), 'SE165565594230-1A2B', place.careUnitId, OWN);
  const { accesses } = await recordedAfter(async (url, headersOf) => {
    await fhirPost(url, '/Consent/$check', question, await headersOf('own'));
    const search = { date: 'ge1950-01-01', 'patient:identifier': tokenOf(patientId) };
    const [found] = matchesIn(await fhirSearch(url, 'AuditEvent', search, await headersOf('own')));
    await fhirGet(url, `/AuditEvent/${String(found!.id)}`, await headersOf('own'));
    await fhirGet(url, `/AuditEvent/${String(found!.id)}`, await headersOf('other'));
  });
  const shown = {
    patient: patientId,
    isGranted: true,
    shown: 1,
    callerId: 'SE165565594230-OWN',
    door: 'fhir',
  };
  const read = { contract: 'ReadDecision', door: 'fhir' };
  expect(accesses).toEqual([
    expect.objectContaining({ ...shown, contract: 'Decisions' }),
    expect.objectContaining({ ...shown, ...read }),
    expect.objectContaining({ ...read, isGranted: false, denial: 'care-provider', shown: 0 }),
  ]);
});
