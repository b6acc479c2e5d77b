import { part, text, time, type } from './elements';
import { actorType } from './actor.soap';

/** Who asked for something, and who put it into the system. */
export const actionType = type(
  'ActionType',
  time('requestDate'),
  part('requestedBy', actorType),
  time('registrationDate'),
  part('registeredBy', actorType),
  text('reasonText?'),
);
