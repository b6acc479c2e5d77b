import type { Body } from '#contract-doors';
import type { Expectation, Step } from './conformance-case';
import { done } from './expectations';
import { persons } from './persons';
import type { Scene } from './scene';

/** What differs from the plain request: members, given or made from the scene. */
export type Change = Body | ((scene: Scene) => Body);

const changed = (change: Change, scene: Scene): Body =>
  typeof change === 'function' ? change(scene) : change;

const REASON = 'Test av överensstämmelse';

/** Who does it, and why: the contracts' ActionType. */
export const actionIn = ({ employeeId }: Scene, reasonText = REASON): Body => ({
  requestDate: '2025-01-15T09:30:00',
  requestedBy: { employeeId, assignmentName: 'Vård och behandling' },
  registrationDate: '2025-01-15T09:45:00',
  registeredBy: { employeeId },
  reasonText,
});

interface Words {
  readonly what?: string;
  readonly expect?: Expectation;
}

/** Registers a consent for all staff of the unit, from 2025 until 2098. */
export const register = (change: Change = {}, { what = 'a consent', expect = done }: Words = {}): Step => ({
  contract: 'RegisterExtendedConsent',
  what,
  request: (scene) => ({
    assertionId: scene.consent,
    assertionType: 'Consent',
    scope: 'NationalLevel',
    patientId: persons.patient,
    careProviderId: scene.careProviderId,
    careUnitId: scene.careUnitId,
    startDate: '2025-01-15T10:00:00',
    endDate: '2098-12-31T23:59:59',
    registrationAction: actionIn(scene),
    ...changed(change, scene),
  }),
  expect,
});

export const cancel = (change: Change = {}, { what = 'the consent', expect = done }: Words = {}): Step => ({
  contract: 'CancelExtendedConsent',
  what,
  request: (scene) => ({
    assertionId: scene.consent,
    cancellationAction: actionIn(scene),
    ...changed(change, scene),
  }),
  expect,
});

export const remove = (change: Change = {}, { what = 'the consent', expect = done }: Words = {}): Step => ({
  contract: 'DeleteExtendedConsent',
  what,
  request: (scene) => ({
    assertionId: scene.consent,
    deletionAction: actionIn(scene),
    ...changed(change, scene),
  }),
  expect,
});

/** Without a time: now. */
export const end = (change: Change = {}, { what = 'the consent, now', expect = done }: Words = {}): Step => ({
  contract: 'EndConsentByPatient',
  what,
  request: (scene) => ({
    assertionId: scene.consent,
    patientId: persons.patient,
    ...changed(change, scene),
  }),
  expect,
});

/** May the employee read at the unit? `actor` changes who asks, and where. */
export const check = (
  expect: Expectation,
  { what = 'the employee at the unit', actor = {}, patientId = persons.patient }: Asker = {},
): Step => ({
  contract: 'CheckConsent',
  what,
  request: (scene) => ({
    accessingActor: {
      employeeId: scene.employeeId,
      careProviderId: scene.careProviderId,
      careUnitId: scene.careUnitId,
      ...changed(actor, scene),
    },
    patientId,
  }),
  expect,
});

interface Asker {
  readonly what?: string;
  readonly actor?: Change;
  readonly patientId?: Body;
}

const question =
  (contract: Step['contract'], members: (scene: Scene) => Body) =>
  (expect: Expectation, change: Change = {}, what = 'of the patient'): Step => ({
    contract,
    what,
    request: (scene) => ({ ...members(scene), ...changed(change, scene) }),
    expect,
  });

export const getConsents = question('GetConsentsForPatient', ({ careProviderId }) => ({
  careProviderId,
  patientId: persons.patient,
}));

/** With those that are no longer valid, unless changed. */
export const getExtended = question('GetExtendedConsentsForPatient', ({ careProviderId }) => ({
  careProviderId,
  patientId: persons.patient,
  getCancelledFlag: true,
}));

/** With those that are no longer valid, unless changed. */
export const getAllExtended = question('GetAllExtendedConsentsForPatient', () => ({
  patientId: persons.patient,
  getCancelledFlag: true,
}));

/** From before the case on, with those that are no longer valid, unless changed. */
export const getForCareProvider = question(
  'GetConsentsForCareProvider',
  ({ careProviderId, before, syncPoint }) => ({
    careProviderId,
    createdOnOrAfter: syncPoint ?? before,
    getCancelledFlag: true,
  }),
);

/** As listed before the case began, whatever has been read since. */
export const fromTheBeginning: Change = ({ before }) => ({ createdOnOrAfter: before });
