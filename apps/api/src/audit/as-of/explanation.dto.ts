import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { assertionTypes } from '../../messages';

const reasonCodes = [
  'not-yet-registered',
  'not-yet-started',
  'ended',
  'cancelled',
  'deleted',
  'other-employee',
  'other-care-unit',
  'other-care-provider',
] as const;

const changeCodes = ['cancelled', 'deleted', 'end-moved'] as const;

const instant = { format: 'date-time', example: '2026-03-02T07:00:00.000Z' };

/** A consent, as an explanation tells of it. */
export class ToldConsentType {
  @ApiProperty({ format: 'uuid', description: 'Its id.' })
  assertionId: string;

  @ApiProperty({ enum: assertionTypes, description: 'Its kind.' })
  assertionType: (typeof assertionTypes)[number];

  @ApiProperty({ description: 'The care provider that it is for.' })
  careProviderId: string;

  @ApiProperty({ description: 'The care unit that it is for.' })
  careUnitId: string;

  @ApiPropertyOptional({ description: 'The only employee that it is for; absent: everyone at the unit.' })
  employeeId?: string;

  @ApiProperty({ ...instant, description: 'When it starts.' })
  startsAt: string;

  @ApiProperty({
    ...instant,
    type: String,
    nullable: true,
    description: 'The last instant of its validity; null: until further notice.',
  })
  lastValidAt: string | null;

  @ApiProperty({ ...instant, description: 'When the ledger recorded its registration.' })
  registeredAt: string;

  @ApiProperty({ description: 'Where in the ledger it was registered.' })
  position: number;
}

/** One thing that was in the way. Which facts it has beside its code depends on the code. */
export class ReasonType {
  @ApiProperty({ enum: reasonCodes, description: 'What was in the way.' })
  code: (typeof reasonCodes)[number];

  @ApiPropertyOptional({ description: 'How far that was from the instant asked about, in milliseconds.' })
  apartMs?: number;

  @ApiPropertyOptional({ ...instant, description: 'Of `not-yet-registered`: when it was registered, later.' })
  registeredAt?: string;

  @ApiPropertyOptional({ ...instant, description: 'Of `not-yet-started`: when it starts.' })
  startsAt?: string;

  @ApiPropertyOptional({ ...instant, description: 'Of `ended`: the last instant of its validity.' })
  lastValidAt?: string;

  @ApiPropertyOptional({ description: 'Of `ended`: whether the patient had moved the end to there.' })
  byPatient?: boolean;

  @ApiPropertyOptional({ ...instant, description: 'Of `cancelled` and `deleted`: when that was recorded.' })
  closedAt?: string;

  @ApiPropertyOptional({ description: 'Where in the ledger the event is that the reason tells of.' })
  position?: number;

  @ApiPropertyOptional({ description: 'Of `other-employee`: the only one that it is for.' })
  employeeId?: string;

  @ApiPropertyOptional({
    description: 'Of `other-care-unit` and `other-care-provider`: the unit that it is for.',
  })
  careUnitId?: string;

  @ApiPropertyOptional({ description: 'Of `other-care-provider`: the care provider that it is for.' })
  careProviderId?: string;
}

/** A consent that did not give access. */
export class MissType {
  @ApiProperty({ type: ToldConsentType, description: 'The consent.' })
  consent: ToldConsentType;

  @ApiProperty({ type: [ReasonType], description: 'Everything that was in the way.' })
  reasons: ReasonType[];
}

/** What happened to the consent that gave access, and did not count. */
export class LaterChangeType {
  @ApiProperty({ enum: changeCodes, description: 'What happened.' })
  code: (typeof changeCodes)[number];

  @ApiProperty({ description: 'Whether after the instant asked about; otherwise before it, and not known.' })
  isLater: boolean;

  @ApiProperty({ ...instant, description: 'When the ledger recorded it.' })
  recordedAt: string;

  @ApiProperty({ description: 'Where in the ledger it is.' })
  position: number;

  @ApiPropertyOptional({ ...instant, description: 'Of `end-moved`: the new last instant of its validity.' })
  lastValidAt?: string;
}

/** Why a check was answered as it was. */
export class ExplanationType {
  @ApiProperty({ description: 'The answer.' })
  hasConsent: boolean;

  @ApiPropertyOptional({ type: ToldConsentType, description: 'The consent that gave access.' })
  grantedBy?: ToldConsentType;

  @ApiPropertyOptional({ type: [LaterChangeType], description: 'What happened to that one later.' })
  later?: LaterChangeType[];

  @ApiPropertyOptional({
    type: [MissType],
    description: 'Where none gave access: those that came nearest, of all that the caller may be told of.',
  })
  nearestMisses?: MissType[];

  @ApiPropertyOptional({ description: 'How many more there are.' })
  furtherMisses?: number;

  @ApiProperty({ type: [String], description: 'The same in sentences. Times are Swedish local time.' })
  inWords: readonly string[];
}
