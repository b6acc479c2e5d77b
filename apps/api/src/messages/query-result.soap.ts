import { flag, part, text, time, type } from './elements';
import { cancelledAssertionType, extendedPdlAssertionType, pdlAssertionType } from './assertion.soap';
import { resultType } from './result.soap';

/** May the actor read? */
export const checkResultType = type(
  'CheckResultType',
  part('result', resultType),
  flag('hasConsent'),
  text('assertionType?'),
);

/** A patient's consents, their basic data. */
export const getConsentsResultType = type(
  'GetConsentsResultType',
  part('result', resultType),
  part('pdlAssertions*', pdlAssertionType),
);

/** A patient's consents with their history. */
export const getExtendedConsentsResultType = type(
  'GetExtendedConsentsResultType',
  part('result', resultType),
  part('pdlAssertions*', extendedPdlAssertionType),
);

/** A care provider's consents, page by page. */
export const getAllAssertionsResultType = type(
  'GetAllAssertionsResultType',
  part('result', resultType),
  time('moreOnOrAfter'),
  flag('hasMore'),
  part('assertions*', pdlAssertionType),
  part('cancelledAssertions*', cancelledAssertionType),
);
