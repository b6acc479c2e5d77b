import { text, type } from './elements';

/** A person acting at work. */
export const actorType = type(
  'ActorType',
  text('employeeId'),
  text('assignmentId?'),
  text('assignmentName?'),
);

/** The employee who wants to read, and where. */
export const accessingActorType = type(
  'AccessingActorType',
  text('employeeId'),
  text('careProviderId'),
  text('careUnitId'),
);
