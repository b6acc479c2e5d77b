import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { CancelledAssertionType, ExtendedPDLAssertionType, PDLAssertionType } from './assertion.dto';
import { ResultType } from './result.dto';
import { assertionTypes } from './vocabulary';

/** What every query answers first. */
abstract class QueryResult {
  @ApiProperty({ type: ResultType, description: 'How it went.' })
  result: ResultType;
}

/** May the actor read? The contract's CheckResultType. */
export class CheckResultType extends QueryResult {
  @ApiProperty({ description: 'Whether a valid consent covers the actor.' })
  hasConsent: boolean;

  @ApiPropertyOptional({ enum: assertionTypes, description: 'The kind of the latest one that does.' })
  assertionType?: (typeof assertionTypes)[number];
}

/** A patient's consents, their basic data: the contract's GetConsentsResultType. */
export class GetConsentsResultType extends QueryResult {
  @ApiProperty({ type: [PDLAssertionType], description: 'The consents.' })
  pdlAssertions: PDLAssertionType[];
}

/** A patient's consents with their history: the contract's GetExtendedConsentsResultType. */
export class GetExtendedConsentsResultType extends QueryResult {
  @ApiProperty({ type: [ExtendedPDLAssertionType], description: 'The consents.' })
  pdlAssertions: ExtendedPDLAssertionType[];
}

/** A care provider's consents, page by page: the contract's GetAllAssertionsResultType. */
export class GetAllAssertionsResultType extends QueryResult {
  @ApiProperty({
    description:
      'Where the next page begins, and the next synchronisation: `createdOnOrAfter` of the next request.',
    example: '2025-02-01T08:00:00',
  })
  moreOnOrAfter: string;

  @ApiProperty({ description: 'Whether there is a next page now.' })
  hasMore: boolean;

  @ApiProperty({ type: [PDLAssertionType], description: 'The consents.' })
  assertions: PDLAssertionType[];

  @ApiProperty({ type: [CancelledAssertionType], description: 'Those that were cancelled or deleted.' })
  cancelledAssertions: CancelledAssertionType[];
}
