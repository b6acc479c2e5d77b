import { Answer } from '../validation';
import { ActionType } from './action.dto';
import { IIType } from './identity.dto';
import { assertionTypes, scopes } from './vocabulary';

/** A consent's basic data: the contract's PDLAssertionType. */
export class PDLAssertionType {
  @Answer('uuid', { about: 'The id of the consent.' })
  assertionId: string;

  @Answer(assertionTypes, { about: 'Consent of the patient, or emergency.' })
  assertionType: (typeof assertionTypes)[number];

  @Answer(scopes, { about: 'How far it reaches.' })
  scope: (typeof scopes)[number];

  @Answer('hsa-id', { about: "The care provider's HSA-id.", example: 'SE165565594230-1000' })
  careProviderId: string;

  @Answer('hsa-id', { about: "The care unit's HSA-id.", example: 'SE165565594230-1B0C' })
  careUnitId: string;

  @Answer('hsa-id', { about: 'The only employee it is for; absent: all staff of the unit.', optional: true })
  employeeId?: string;

  @Answer('time', { about: 'The first moment of its validity.', example: '2025-01-15T10:00:00' })
  startDate: string;

  @Answer('time', {
    about: 'The last moment of its validity.',
    optional: true,
    example: '2099-12-31T23:59:59',
  })
  endDate?: string;

  @Answer('text', {
    about: 'The system that registered it.',
    optional: true,
    maxLength: 512,
    schemaType: 'OwnerId',
  })
  ownerId?: string;

  @Answer(IIType, { about: 'The patient.' })
  patientId: IIType;
}

/** A consent with its history: the contract's ExtendedPDLAssertionType. */
export class ExtendedPDLAssertionType {
  @Answer(PDLAssertionType, { about: 'Its basic data.' })
  pDLAssertion: PDLAssertionType;

  @Answer(IIType, { about: 'The guardian who spoke for the patient.', optional: true })
  representedBy?: IIType;

  @Answer(ActionType, { about: 'Who registered it.' })
  registrationInfo: ActionType;

  @Answer(ActionType, { about: 'Who cancelled it.', optional: true })
  cancellationInfo?: ActionType;

  @Answer(ActionType, { about: 'Who deleted it.', optional: true })
  deletionInfo?: ActionType;
}

/** A consent that no longer is one: the contract's CancelledAssertionType. */
export class CancelledAssertionType {
  @Answer('uuid', { about: 'The id of the consent.' })
  assertionId: string;

  @Answer('time', { about: 'When it was cancelled or deleted.', example: '2025-02-01T08:00:00' })
  cancellationDate: string;
}
