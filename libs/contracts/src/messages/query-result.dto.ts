import { Answer } from '../validation';
import { CancelledAssertionType, ExtendedPDLAssertionType, PDLAssertionType } from './assertion.dto';
import { ResultType } from './result.dto';
import { assertionTypes } from './vocabulary';

/** What every query answers first. */
abstract class QueryResult {
  @Answer(ResultType, { about: 'How it went.' })
  result: ResultType;
}

/** May the actor read? The contract's CheckResultType. */
export class CheckResultType extends QueryResult {
  @Answer('flag', { about: 'Whether a valid consent covers the actor.' })
  hasConsent: boolean;

  @Answer(assertionTypes, { about: 'The kind of the latest one that does.', optional: true })
  assertionType?: (typeof assertionTypes)[number];
}

/** A patient's consents, their basic data: the contract's GetConsentsResultType. */
export class GetConsentsResultType extends QueryResult {
  @Answer([PDLAssertionType], { about: 'The consents.' })
  pdlAssertions: PDLAssertionType[];
}

/** A patient's consents with their history: the contract's GetExtendedConsentsResultType. */
export class GetExtendedConsentsResultType extends QueryResult {
  @Answer([ExtendedPDLAssertionType], { about: 'The consents.' })
  pdlAssertions: ExtendedPDLAssertionType[];
}

/** A care provider's consents, page by page: the contract's GetAllAssertionsResultType. */
export class GetAllAssertionsResultType extends QueryResult {
  @Answer('time', {
    about:
      'Where the next page begins, and the next synchronisation: `createdOnOrAfter` of the next request.',
    example: '2025-02-01T08:00:00',
  })
  moreOnOrAfter: string;

  @Answer('flag', { about: 'Whether there is a next page now.' })
  hasMore: boolean;

  @Answer([PDLAssertionType], { about: 'The consents.' })
  assertions: PDLAssertionType[];

  @Answer([CancelledAssertionType], { about: 'Those that were cancelled or deleted.' })
  cancelledAssertions: CancelledAssertionType[];
}
