import {
  cancelled,
  careProvider,
  careUnit,
  consentId,
  doctor,
  noon,
  provenance,
  registered,
  tolvan,
} from '#consent/given';
import { consentStream, encode, type ConsentEvent } from '#consent';
import { openLedger, openStores, type OpenLedger } from '#consent-ledger';
import { createLog, newId, readConfig } from '#platform';
import { Explanations } from '../../apps/api/src/audit/as-of/explanations';
import { PatientHistories } from '../../apps/api/src/audit/as-of/patient-histories';
import { temporaryFolder, type TemporaryFolder } from '../support/temporary-folder';

const question = { patient: tolvan, careProviderId: careProvider, careUnitId: careUnit, employeeId: doctor };

/** A check that is explained when the ledger has gone on: the explanation is of the answer, not of the present. */
describe('an explanation of an answer that was computed before the last events', () => {
  let folder: TemporaryFolder;
  let ledger: OpenLedger;
  const positions: number[] = [];

  beforeAll(async () => {
    folder = await temporaryFolder();
    const config = readConfig({ DATA_DIR: folder.path, LOG_LEVEL: 'error' });
    const log = createLog(config.LOG_LEVEL);
    ledger = await openLedger(await openStores(config, log), config, log);
    for (const event of [registered(), cancelled(), registered({ assertionId: consentId(2) })]) {
      positions.push(await append(event));
    }
  });
  afterAll(async () => {
    await ledger.close();
    await folder.remove();
  });

  async function append(event: ConsentEvent): Promise<number> {
    const stored = { id: newId(), ...encode(event, provenance) };
    const appended = await ledger.store.append(consentStream(event.assertionId), 'any', [stored]);
    return appended.ok ? appended.position : NaN;
  }

  const explained = (position: number) => {
    const { store, storage, barrier } = ledger;
    const explanations = new Explanations(new PatientHistories(store, barrier, storage));
    const context = {
      caller: { systemId: '', careProviders: 'all' as const },
      system: {
        systemId: '',
        careProviders: 'all' as const,
        contracts: 'all' as const,
        rights: new Set(['explain' as const]),
      },
      now: noon,
      provenance,
      isRepeatable: false,
    };
    return explanations.of(question, context, position);
  };

  it('knows nothing of them', async () => {
    const nothing = { hasConsent: false, nearestMisses: [], furtherMisses: 0 };
    expect(await explained(-1)).toMatchObject(nothing);
    expect(await explained(positions[0]!)).toMatchObject({
      hasConsent: true,
      grantedBy: { assertionId: consentId(1) },
      later: [],
    });
    expect(await explained(positions[1]!)).toMatchObject({
      hasConsent: false,
      nearestMisses: [{ consent: { assertionId: consentId(1) }, reasons: [{ code: 'cancelled' }] }],
      furtherMisses: 0,
    });
    expect(await explained(positions[2]!)).toMatchObject({
      hasConsent: true,
      grantedBy: { assertionId: consentId(2) },
    });
  });
});
