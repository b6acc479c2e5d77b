import { decodeOrReport, encode, type ConsentEvent, type ReadableEvent } from '#consent';
import {
  cancelled,
  careProvider,
  careUnit,
  consentId,
  doctor,
  noon,
  provenance,
  recorded,
  registered,
  tolvan,
} from '#consent/given';
import { consentsForCareProvider } from './care-provider/care-provider.query';
import { checkConsent } from './check/check.query';
import { emptyReadModels } from './given';
import { consentsForPatient, extendedConsentsForPatient } from './patient/patient.query';

const unreadable = (position: number): ReadableEvent => {
  const stream = `consent-${consentId(1).toLowerCase()}`;
  return decodeOrReport({
    ...encode(registered(), provenance),
    type: 'ConsentForwarded.v1',
    stream,
    position,
  })!;
};

/** What every question answers about the patient, by the ids of consents. */
function answers(history: readonly ReadableEvent[]) {
  const models = emptyReadModels();
  models.apply(...history);
  const place = { patient: tolvan, careProviderId: careProvider };
  const check = checkConsent(models.check, { ...place, careUnitId: careUnit, employeeId: doctor }, noon);
  const everything = { patient: tolvan, careProviders: 'all', includeCancelled: true } as const;
  const page = { careProviderId: careProvider, includeCancelled: true, pageSize: 10, scanLimit: 10 };
  return {
    check: check.assertionId,
    patient: consentsForPatient(models.patient, place, noon).consents.map(({ assertionId }) => assertionId),
    extended: extendedConsentsForPatient(models.patient, everything, noon).consents.map(
      (each) => each.assertion.assertionId,
    ),
    careProvider: consentsForCareProvider(models.careProvider, page, noon).assertions.map(
      (each) => each.assertionId,
    ),
  };
}

const one = registered({ assertionId: consentId(1) });
const other = registered({ assertionId: consentId(2) });
const at = (event: ConsentEvent, position: number) => recorded(event, position);
const only = (id: string) => ({ check: id, patient: [id], extended: [id], careProvider: [id] });
const none = { check: undefined, patient: [], extended: [], careProvider: [] };

describe('A consent of whose history something cannot be read', () => {
  it.each<[string, readonly ReadableEvent[]]>([
    ['behind its registration', [at(one, 1), unreadable(2)]],
    ['before its registration', [unreadable(1), at(one, 2)]],
    ['in the middle', [at(one, 1), unreadable(2), at(cancelled(one), 3)]],
    ['that cannot be read at all', [unreadable(1)]],
  ])('gives no access and is in no list: %s', (_, history) => {
    expect(answers(history)).toEqual(none);
  });

  it('takes nothing from another consent of the same patient', () => {
    expect(answers([at(other, 1), at(one, 2), unreadable(3)])).toEqual(only(consentId(2)));
    expect(answers([at(one, 1), unreadable(2), at(other, 3)])).toEqual(only(consentId(2)));
  });

  it('gives access as long as all of it can be read', () => {
    expect(answers([at(one, 1)])).toEqual(only(consentId(1)));
  });
});
