import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import {
  AccessingActorType,
  assertionTypes,
  exampleCareProviderId,
  exampleCareUnitId,
  exampleEmployeeId,
  examplePatient,
  IIType,
  JsonExtras,
  ResultType,
} from '../../messages';
import { KnownAt, Part, Time } from '../../validation';
import { ExplanationType } from './explanation.dto';

/** AsOf, as asked. */
export class AsOfDto {
  @Part(AccessingActorType, { about: 'The employee who would read, and where.' })
  accessingActor: AccessingActorType;

  @Part(IIType, { about: 'The patient.' })
  patientId: IIType;

  @Time({
    about: 'When the record would be read; absent: now.',
    example: '2026-03-02T08:00:00',
    optional: true,
  })
  validAt?: string;

  @KnownAt({
    about:
      'What was known: all that was recorded up to an instant, or up to a position (a number); absent: `validAt`.',
    example: '2026-06-30T12:00:00',
    optional: true,
  })
  knownAt?: string | number;
}

/** The answer, where it looked from, and why it is so. */
export class AsOfResultType {
  @ApiProperty({ type: ResultType, description: 'How it went.' })
  result: ResultType;

  @ApiPropertyOptional({ description: 'Whether a check would have been granted.' })
  hasConsent?: boolean;

  @ApiPropertyOptional({ enum: assertionTypes, description: 'The kind of the consent that gave access.' })
  assertionType?: (typeof assertionTypes)[number];

  @ApiPropertyOptional({ format: 'uuid', description: 'The consent that gave access.' })
  assertionId?: string;

  @ApiPropertyOptional({ format: 'date-time', description: 'The instant that the answer is about.' })
  validAt?: string;

  @ApiPropertyOptional({
    oneOf: [{ type: 'string', format: 'date-time' }, { type: 'integer' }],
    description: 'What was known: up to an instant, or up to a position.',
  })
  knownAt?: string | number;

  @ApiPropertyOptional({ description: 'How far the ledger was read for it.' })
  position?: number;

  @ApiPropertyOptional({ type: ExplanationType, description: 'Why it is so.' })
  explanation?: ExplanationType;
}

/** AsOf, as answered. */
export class AsOfResponse extends JsonExtras {
  @ApiProperty({ type: AsOfResultType, description: 'The answer.' })
  asOfResult: AsOfResultType;
}

const question = {
  accessingActor: {
    employeeId: exampleEmployeeId,
    careProviderId: exampleCareProviderId,
    careUnitId: exampleCareUnitId,
  },
  patientId: examplePatient,
};

/** Requests that work as they stand. */
export const asOfExamples = {
  'As a check was answered then': { ...question, validAt: '2026-03-02T08:00:00' },
  'With hindsight': { ...question, validAt: '2026-03-02T08:00:00', knownAt: '2026-06-30T12:00:00' },
  'By the first part of the ledger': { ...question, knownAt: 4711 },
};
