import type { ConsentEvent } from '#consent';
import {
  ActorType,
  assertionTypes,
  doors,
  exampleCareProviderId,
  exampleCareUnitId,
  IIType,
  scopes,
} from '../messages';
import { Answer } from '../validation';
import { AdoptedType } from './adopted.dto';
import { ProofType } from './proof.dto';

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

const optional = true;

/** A time that a request stated. */
export class StatedTimeType {
  @Answer('instant', { about: 'The instant that it means, in UTC.' })
  at: string;

  @Answer('time', {
    about: 'The text that was sent; null when the ledger filled the time in.',
    nullable: true,
    example: '2026-03-02T08:00:00',
  })
  sent: string | null;
}

/** When a consent may give access; both ends belong to it. */
export class ValidityType {
  @Answer('instant', { about: 'The first instant.' })
  from: string;

  @Answer('instant', { about: 'The last instant; null: until further notice.', nullable: true })
  to: string | null;
}

/** Something that happened to a consent. */
export class HistoryEventType {
  @Answer(eventTypes, { about: 'What happened.' })
  event: (typeof eventTypes)[number];

  @Answer('uuid', { about: 'The id of the consent.' })
  assertionId: string;

  @Answer('number', { about: 'Its position in the ledger: later is larger.' })
  position: number;

  @Answer('number', { about: 'Its number in the history of the consent, from 0.' })
  revision: number;

  @Answer('instant', { about: 'When the ledger recorded it, in UTC.' })
  recordedAt: string;

  @Answer(IIType, { about: 'The patient, masked except for the last characters.' })
  patient: IIType;

  @Answer('hsa-id', { about: 'The care provider that the consent is for.', example: exampleCareProviderId })
  careProviderId: string;

  @Answer('hsa-id', { about: 'The care unit that the consent is for.', example: exampleCareUnitId })
  careUnitId: string;

  @Answer(assertionTypes, { about: 'Its kind.', optional })
  assertionType?: (typeof assertionTypes)[number];

  @Answer(scopes, { about: 'How far it reaches.', optional })
  scope?: (typeof scopes)[number];

  @Answer('hsa-id', { about: 'The only employee that it is for; absent: everyone at the unit.', optional })
  employeeId?: string;

  @Answer('text', { about: 'The system that registered it.', optional })
  ownerId?: string;

  @Answer(StatedTimeType, { about: 'The stated start of its validity.', optional })
  start?: StatedTimeType;

  @Answer(StatedTimeType, {
    about: 'The stated end of its validity; absent: until further notice, or none was stated.',
    optional,
  })
  end?: StatedTimeType;

  @Answer(IIType, {
    about: 'The guardian who spoke for the patient, masked except for the last characters.',
    optional,
  })
  representedBy?: IIType;

  @Answer(StatedTimeType, { about: 'When it was asked for.', optional })
  requestDate?: StatedTimeType;

  @Answer(ActorType, { about: 'Who asked for it; absent: the patient.', optional })
  requestedBy?: ActorType;

  @Answer(StatedTimeType, { about: 'When it was entered.', optional })
  registrationDate?: StatedTimeType;

  @Answer(ActorType, { about: 'Who entered it.', optional })
  registeredBy?: ActorType;

  @Answer('text', { about: 'The reason in words; left out where it contains a personal identity.', optional })
  reasonText?: string;

  @Answer(doors, {
    about:
      'The door through which the request came; of what was adopted: at which the other service was asked.',
  })
  door: (typeof doors)[number];

  @Answer('text', { about: 'The system that called; of what was adopted: the other service.' })
  systemId: string;

  @Answer('text', { about: 'The system where the request began.', optional })
  originalConsumer?: string;

  @Answer('text', { about: 'The person or system that the calling system acted for.', optional })
  onBehalfOf?: string;

  @Answer(ProofType, { about: 'How the system proved that it was the one that called.', optional })
  proof?: ProofType;

  @Answer(AdoptedType, {
    about: 'The other service that it was adopted from; absent: a system sent it here.',
    optional,
  })
  adopted?: AdoptedType;

  @Answer('text', { about: 'The id of the exchange: every log has it.' })
  correlationId: string;

  @Answer('uuid', { about: 'The id of the request: one for each, or for each caller and idempotency key.' })
  commandId: string;

  @Answer(ValidityType, {
    about: 'When the consent may give access, as known after this event; null: never.',
    nullable: true,
  })
  validity: ValidityType | null;
}

/** Everything that has happened to one consent. */
export class HistoryResponse {
  @Answer('uuid', { about: 'The id of the consent.' })
  assertionId: string;

  @Answer([HistoryEventType], { about: 'Its events, in the order in which they happened.' })
  events: HistoryEventType[];
}
