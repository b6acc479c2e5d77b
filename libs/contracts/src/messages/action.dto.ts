import { ActionTime, Answer, FreeText, Part, Time, WireName } from '../validation';
import { ActorType } from './actor.dto';

type TimeField = (options: { readonly about: string; readonly example: string }) => PropertyDecorator;

/** Who asked for something and who entered it: the contract's ActionType, with the kind of its times. */
function actionWith(TimeOf: TimeField) {
  class Action {
    @TimeOf({ about: 'When it was asked for.', example: '2025-01-15T09:30:00' })
    requestDate: string;

    @Part(ActorType, { about: 'Who asked for it.' })
    requestedBy: ActorType;

    @TimeOf({ about: 'When it was entered.', example: '2025-01-15T09:45:00' })
    registrationDate: string;

    @Part(ActorType, { about: 'Who entered it.' })
    registeredBy: ActorType;

    @FreeText({
      about: 'The reason, in words.',
      maxLength: 1024,
      schemaType: 'ReasonText',
      example: 'Inför besök på mottagningen',
      optional: true,
      isKept: true,
    })
    reasonText?: string;
  }
  return Action;
}

/** The contract's ActionType in answers. */
export class ActionType extends actionWith((options) => Answer('time', options)) {}

/** The contract's ActionType where a consent is registered. */
@WireName('ActionType')
export class RegistrationActionType extends actionWith(Time) {}

/** The contract's ActionType where a consent is cancelled or deleted: a malformed time counts as a missing one. */
@WireName('ActionType')
export class ClosingActionType extends actionWith(ActionTime) {}
