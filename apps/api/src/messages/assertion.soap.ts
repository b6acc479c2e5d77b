import { part, text, time, type } from './elements';
import { actionType } from './action.soap';
import { iiType } from './identity.soap';

/** A consent's basic data. */
export const pdlAssertionType = type(
  'PDLAssertionType',
  text('assertionId'),
  text('assertionType'),
  text('scope'),
  text('careProviderId'),
  text('careUnitId'),
  text('employeeId?'),
  time('startDate'),
  time('endDate?'),
  text('ownerId?'),
  part('patientId', iiType),
);

/** A consent with its history. */
export const extendedPdlAssertionType = type(
  'ExtendedPDLAssertionType',
  part('pDLAssertion', pdlAssertionType),
  part('representedBy?', iiType),
  part('registrationInfo', actionType),
  part('cancellationInfo?', actionType),
  part('deletionInfo?', actionType),
);

/** A consent that no longer is one. */
export const cancelledAssertionType = type(
  'CancelledAssertionType',
  text('assertionId'),
  time('cancellationDate'),
);
