import { ActionTime, Answer, FreeText, Part, Time, WireName } from '../validation';
import { ActorType } from './actor.dto';

/** Who asked for something and who put it into the system: the contract's ActionType, in answers. */
export class ActionType {
  @Answer('time', { about: 'When it was asked for.', example: '2025-01-15T09:30:00' })
  requestDate: string;

  @Answer(ActorType, { about: 'Who asked for it.' })
  requestedBy: ActorType;

  @Answer('time', { about: 'When it was put into the system.', example: '2025-01-15T09:45:00' })
  registrationDate: string;

  @Answer(ActorType, { about: 'Who put it into the system.' })
  registeredBy: ActorType;

  @Answer('text', { about: 'Why, in words.', optional: true, maxLength: 1024, schemaType: 'ReasonText' })
  reasonText?: string;
}

/** Who asked for a registration and who made it: the contract's ActionType. */
@WireName('ActionType')
export class RegistrationActionType {
  @Time({ about: 'When it was asked for.', example: '2025-01-15T09:30:00' })
  requestDate: string;

  @Part(ActorType, { about: 'Who asked for it.' })
  requestedBy: ActorType;

  @Time({ about: 'When it was put into the system.', example: '2025-01-15T09:45:00' })
  registrationDate: string;

  @Part(ActorType, { about: 'Who put it into the system.' })
  registeredBy: ActorType;

  @FreeText({
    about: 'Why, in words.',
    maxLength: 1024,
    schemaType: 'ReasonText',
    example: 'Inför besök på mottagningen',
    optional: true,
    isKept: true,
  })
  reasonText?: string;
}

/** The contract's ActionType where a consent is cancelled or deleted: a malformed time counts as a missing one. */
@WireName('ActionType')
export class ClosingActionType {
  @ActionTime({ about: 'When it was asked for.', example: '2025-01-15T09:30:00' })
  requestDate: string;

  @Part(ActorType, { about: 'Who asked for it.' })
  requestedBy: ActorType;

  @ActionTime({ about: 'When it was put into the system.', example: '2025-01-15T09:45:00' })
  registrationDate: string;

  @Part(ActorType, { about: 'Who put it into the system.' })
  registeredBy: ActorType;

  @FreeText({
    about: 'Why, in words.',
    maxLength: 1024,
    schemaType: 'ReasonText',
    example: 'Inför besök på mottagningen',
    optional: true,
    isKept: true,
  })
  reasonText?: string;
}
