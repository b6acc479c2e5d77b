import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import type { HistoryRecord } from '#audit';
import type { ConsentEvent } from '#consent';
import { ActorType, assertionTypes, IIType, scopes } from '../../messages';

/** History, as asked: in its address. */
export interface HistoryDto {
  readonly assertionId: string;
}

const eventTypes = [
  'ConsentRegistered',
  'ConsentCancelled',
  'ConsentDeleted',
  'ConsentEndedByPatient',
] as const satisfies readonly ConsentEvent['type'][];

/** A time that somebody stated. */
export class StatedTimeType {
  @ApiProperty({ format: 'date-time', description: 'The instant it means, in UTC.' })
  at: string;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'What was sent; null when the ledger filled it in.',
    example: '2026-03-02T08:00:00',
  })
  sent: string | null;
}

/** When a consent may give access; both ends belong to it. */
export class ValidityType {
  @ApiProperty({ format: 'date-time' })
  from: string;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'null: until further notice.',
  })
  to: string | null;
}

const Time = (description: string): PropertyDecorator =>
  ApiPropertyOptional({ type: StatedTimeType, description });
const Who = (description: string): PropertyDecorator => ApiPropertyOptional({ type: ActorType, description });
const Person = (description: string): PropertyDecorator =>
  ApiPropertyOptional({ type: IIType, description: `${description}, all but the end covered.` });

/** Something that happened to a consent. */
export class HistoryEventType implements HistoryRecord {
  @ApiProperty({ enum: eventTypes, description: 'What happened.' })
  event: (typeof eventTypes)[number];

  @ApiProperty({ format: 'uuid' })
  assertionId: string;

  @ApiProperty({ description: 'Its place in the ledger: later is larger.' })
  position: number;

  @ApiProperty({ description: 'Its place in the history of the consent, from 0 on.' })
  revision: number;

  @ApiProperty({ format: 'date-time', description: 'When the ledger recorded it, in UTC.' })
  recordedAt: string;

  @ApiProperty({ type: IIType, description: 'The patient, all but the end covered.' })
  patient: IIType;

  @ApiProperty({ example: 'SE165565594230-1000' })
  careProviderId: string;

  @ApiProperty({ example: 'SE165565594230-1B0C' })
  careUnitId: string;

  @ApiPropertyOptional({ enum: assertionTypes })
  assertionType?: (typeof assertionTypes)[number];

  @ApiPropertyOptional({ enum: scopes })
  scope?: (typeof scopes)[number];

  @ApiPropertyOptional({ description: 'Whom it is for; absent: everyone at the unit.' })
  employeeId?: string;

  @ApiPropertyOptional({ description: 'The system that registered it.' })
  ownerId?: string;

  @Time('From when it was stated to hold.')
  start?: StatedTimeType;

  @Time(
    'The last instant at which it was stated to hold; absent: until further notice, or nothing was said of it.',
  )
  end?: StatedTimeType;

  @Person('Who spoke for the patient')
  representedBy?: IIType;

  @Time('When it was asked for.')
  requestDate?: StatedTimeType;

  @Who('Who asked for it; absent: the patient.')
  requestedBy?: ActorType;

  @Time('When it was entered.')
  registrationDate?: StatedTimeType;

  @Who('Who entered it.')
  registeredBy?: ActorType;

  @ApiPropertyOptional({ description: 'Left out where a personal identity is written in it.' })
  reasonText?: string;

  @ApiProperty({ enum: ['json', 'soap'], description: 'The door it came through.' })
  door: 'json' | 'soap';

  @ApiProperty({ description: 'The system that called.' })
  systemId: string;

  @ApiPropertyOptional({ description: 'The system where the request began.' })
  originalConsumer?: string;

  @ApiPropertyOptional({ description: 'Whom the calling system acted for.' })
  onBehalfOf?: string;

  @ApiProperty({ description: 'Finds everything that belongs to the exchange, in every log.' })
  correlationId: string;

  @ApiProperty({
    format: 'uuid',
    description: 'One for each request, or for each caller and idempotency key.',
  })
  commandId: string;

  @ApiProperty({
    type: ValidityType,
    nullable: true,
    description: 'When the consent may give access, as far as was known after this. null: never.',
  })
  validity: ValidityType | null;
}

/** Everything that has happened to one consent. */
export class HistoryResponse {
  @ApiProperty({ format: 'uuid' })
  assertionId: string;

  @ApiProperty({ type: [HistoryEventType], description: 'In the order in which it happened.' })
  events: HistoryEventType[];
}
