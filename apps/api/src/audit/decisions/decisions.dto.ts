import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import type { DecisionRecord } from '#audit';
import {
  assertionTypes,
  exampleCareProviderId,
  exampleCareUnitId,
  exampleEmployeeId,
  examplePatient,
  IIType,
  JsonExtras,
  ResultType,
} from '../../messages';
import { Flag, FreeText, HsaIdToCompare, Part, Time } from '../../validation';

const optional = true;

/** Decisions, as asked in an address: with nothing that is a personal identity. */
export class DecisionsQueryDto {
  @Time({
    about: 'Asked at this time or later; absent: 30 days before `to`.',
    example: '2026-10-01T00:00:00',
    optional,
  })
  from?: string;

  @Time({ about: 'Asked before this time; absent: now.', example: '2026-11-01T00:00:00', optional })
  to?: string;

  @HsaIdToCompare({ about: 'Asked by this employee.', example: exampleEmployeeId, optional })
  employeeId?: string;

  @HsaIdToCompare({ about: 'Asked from this care unit.', example: exampleCareUnitId, optional })
  careUnitId?: string;

  @HsaIdToCompare({ about: 'Asked from this care provider.', example: exampleCareProviderId, optional })
  careProviderId?: string;

  @FreeText({
    about: 'Given access by this consent.',
    maxLength: 36,
    example: '3f0c1c9a-52f1-4f5e-9d55-0a5bb1a1c0de',
    optional,
  })
  assertionId?: string;

  @Flag({ about: 'Whether access was given.', optional })
  hasConsent?: boolean;

  @HsaIdToCompare({ about: 'Asked through this system.', example: 'SE165565594230-1000', optional })
  callerId?: string;

  @FreeText({ about: 'Belonging to this exchange.', maxLength: 128, example: 'a-correlation', optional })
  correlationId?: string;

  @Flag({ about: 'Whether the oldest come first; absent: the newest do.', optional })
  oldestFirst?: boolean;

  @FreeText({
    about: 'The cursor of the page before; everything else as it was then.',
    maxLength: 80,
    example: '',
    optional,
  })
  cursor?: string;
}

/** Decisions, as asked in a body. */
export class DecisionsDto extends DecisionsQueryDto {
  @Part(IIType, { about: 'Asked about this patient.', optional })
  patientId?: IIType;
}

/** What one check was answered. */
export class DecisionType implements DecisionRecord {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ format: 'date-time', description: 'When it was asked, in UTC.' })
  decidedAt: string;

  @ApiProperty({ description: 'The position of the ledger that it was computed at; -1: before every event.' })
  position: number;

  @ApiProperty({ type: IIType, description: 'The patient, all but the end covered.' })
  patient: IIType;

  @ApiProperty({ example: exampleEmployeeId })
  employeeId: string;

  @ApiProperty({ example: exampleCareProviderId })
  careProviderId: string;

  @ApiProperty({ example: exampleCareUnitId })
  careUnitId: string;

  @ApiProperty({ enum: ['OK', 'ACCESSDENIED'], description: 'ACCESSDENIED: nothing was looked up.' })
  result: 'OK' | 'ACCESSDENIED';

  @ApiProperty({ description: 'Whether access was given.' })
  hasConsent: boolean;

  @ApiPropertyOptional({ enum: assertionTypes, description: 'The kind of the consent that gave access.' })
  assertionType?: (typeof assertionTypes)[number];

  @ApiPropertyOptional({ format: 'uuid', description: 'The consent that gave access.' })
  assertionId?: string;

  @ApiProperty({ description: 'The system that asked.' })
  callerId: string;

  @ApiPropertyOptional({ description: 'The system where the request began.' })
  originalConsumer?: string;

  @ApiPropertyOptional({ description: 'Whom the calling system acted for.' })
  onBehalfOf?: string;

  @ApiProperty({ description: 'Finds everything that belongs to the exchange, in every log.' })
  correlationId: string;

  @ApiProperty({ enum: ['json', 'soap'], description: 'The door it came through.' })
  door: 'json' | 'soap';
}

/** A page of decisions. */
export class DecisionsResultType {
  @ApiProperty({ type: ResultType, description: 'How it went.' })
  result: ResultType;

  @ApiProperty({ type: [DecisionType], description: 'Those that were found; there may be more behind none.' })
  decisions: DecisionType[];

  @ApiPropertyOptional({ description: 'Where the next page begins. Absent: there is none.' })
  cursor?: string;
}

/** Decisions, as answered. */
export class DecisionsResponse extends JsonExtras {
  @ApiProperty({ type: DecisionsResultType, description: 'The answer.' })
  decisionsResult: DecisionsResultType;
}

/** Requests that work as they stand. */
export const decisionsExamples = {
  'Everything about a patient': { patientId: examplePatient },
  'What a unit was refused in a month': {
    from: '2026-10-01T00:00:00',
    to: '2026-11-01T00:00:00',
    careUnitId: exampleCareUnitId,
    hasConsent: false,
  },
};
