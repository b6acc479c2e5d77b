import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ActionType } from './action-info.dto';
import { IIType } from './identity.dto';
import { assertionTypes, scopes } from './vocabulary';

/** A consent's basic data: the contract's PDLAssertionType. */
export class PDLAssertionType {
  @ApiProperty({ format: 'uuid', description: 'The id of the consent.' })
  assertionId: string;

  @ApiProperty({ enum: assertionTypes, description: 'Consent of the patient, or emergency.' })
  assertionType: (typeof assertionTypes)[number];

  @ApiProperty({ enum: scopes, description: 'How far it reaches.' })
  scope: (typeof scopes)[number];

  @ApiProperty({ description: "The care provider's HSA-id.", example: 'SE165565594230-1000' })
  careProviderId: string;

  @ApiProperty({ description: "The care unit's HSA-id.", example: 'SE165565594230-1B0C' })
  careUnitId: string;

  @ApiPropertyOptional({ description: 'The only employee it is for; absent: all staff of the unit.' })
  employeeId?: string;

  @ApiProperty({ description: 'The first moment of its validity.', example: '2025-01-15T10:00:00' })
  startDate: string;

  @ApiPropertyOptional({ description: 'The last moment of its validity.', example: '2035-12-31T23:59:59' })
  endDate?: string;

  @ApiPropertyOptional({ description: 'The system that registered it.', maxLength: 512 })
  ownerId?: string;

  @ApiProperty({ type: IIType, description: 'The patient.' })
  patientId: IIType;
}

/** A consent with its history: the contract's ExtendedPDLAssertionType. */
export class ExtendedPDLAssertionType {
  @ApiProperty({ type: PDLAssertionType, description: 'Its basic data.' })
  pDLAssertion: PDLAssertionType;

  @ApiPropertyOptional({ type: IIType, description: 'The guardian who spoke for the patient.' })
  representedBy?: IIType;

  @ApiProperty({ type: ActionType, description: 'Who registered it.' })
  registrationInfo: ActionType;

  @ApiPropertyOptional({ type: ActionType, description: 'Who cancelled it.' })
  cancellationInfo?: ActionType;

  @ApiPropertyOptional({ type: ActionType, description: 'Who deleted it.' })
  deletionInfo?: ActionType;
}

/** A consent that no longer is one: the contract's CancelledAssertionType. */
export class CancelledAssertionType {
  @ApiProperty({ format: 'uuid', description: 'The id of the consent.' })
  assertionId: string;

  @ApiProperty({ description: 'When it was cancelled or deleted.', example: '2025-02-01T08:00:00' })
  cancellationDate: string;
}
