import { Answer } from '../validation';
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

  @Answer('text', { about: 'Why, in words.', optional: true, maxLength: 1024 })
  reasonText?: string;
}
