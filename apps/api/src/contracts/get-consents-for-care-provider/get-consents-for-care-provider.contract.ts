import { Inject, Injectable } from '@nestjs/common';
import { formatLocalTime, parseBeginning } from '#consent';
import type { Config } from '#platform';
import { careProviderProjection, consentsForCareProvider, decodeCursor, encodeCursor } from '#read-models';
import type { CareProviderPage, CareProviderQuestion } from '#read-models';
import type { Contract, Outcome } from '../../contract/contract';
import { declared } from '../../contract/declared-contract';
import type { RequestContext } from '../../contract/request-context';
import { OK } from '../../contract/error-table';
import { pdlAssertion } from '../../contract/wire';
import { ConsentLedger } from '#consent-ledger';
import { CONFIG } from '../../surroundings/tokens';
import {
  createValidator,
  type Fault,
  GetConsentsForCareProviderDto,
  getConsentsForCareProviderExample,
  GetConsentsForCareProviderResponse,
  given,
  texts,
} from '#contracts';

/** A page may cost this many times its size in rows looked at, so that expired consents cannot make it slow. */
const SCAN_FACTOR = 10;

/** What a refused question is answered with. */
const EMPTY_PAGE: Omit<CareProviderPage, 'cursor'> = {
  assertions: [],
  cancelled: [],
  moreOnOrAfter: 0,
  hasMore: false,
};

/** A care provider's consents, page by page, and what has become of them since a time. */
@Injectable()
export class GetConsentsForCareProvider implements Contract<
  GetConsentsForCareProviderDto,
  CareProviderPage,
  GetConsentsForCareProviderResponse
> {
  readonly name = 'GetConsentsForCareProvider';
  readonly kind = 'query';
  private readonly validator = createValidator(GetConsentsForCareProviderDto);

  constructor(
    private readonly ledger: ConsentLedger,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  validate = (body: unknown): readonly Fault[] => {
    const faults = this.validator.validate(body);
    return faults.length > 0 ? faults : cursorFaults(body as GetConsentsForCareProviderDto);
  };

  careProviderOf({ careProviderId }: GetConsentsForCareProviderDto): string {
    return careProviderId;
  }

  async run(
    request: GetConsentsForCareProviderDto,
    context: RequestContext,
  ): Promise<Outcome<CareProviderPage>> {
    const { answer, ...positions } = await this.ledger.ask(careProviderProjection, context, (rows) =>
      consentsForCareProvider(rows, this.questionOf(request), context.now),
    );
    return { result: OK, content: answer, ...positions };
  }

  shown({ assertions, cancelled }: CareProviderPage): number {
    return assertions.length + cancelled.length;
  }

  respond({ result, content }: Outcome<CareProviderPage>): GetConsentsForCareProviderResponse {
    const { assertions, cancelled, moreOnOrAfter, hasMore } = content ?? EMPTY_PAGE;
    return {
      getAllAssertionsResult: {
        result,
        moreOnOrAfter: formatLocalTime(moreOnOrAfter),
        hasMore,
        assertions: assertions.map(pdlAssertion),
        cancelledAssertions: cancelled.map(({ assertionId, cancellationDate }) => ({
          assertionId,
          cancellationDate: formatLocalTime(cancellationDate.at),
        })),
      },
      ...(content && { cursor: encodeCursor(content.cursor) }),
    };
  }

  private questionOf(request: GetConsentsForCareProviderDto): CareProviderQuestion {
    const cursor = given(request.cursor);
    const createdOnOrAfter = given(request.createdOnOrAfter);
    const pageSize = this.config.PAGE_SIZE;
    return {
      careProviderId: request.careProviderId,
      ...(createdOnOrAfter !== undefined && { createdOnOrAfter: parseBeginning(createdOnOrAfter) ?? 0 }),
      ...(cursor !== undefined && { after: decodeCursor(cursor) ?? undefined }),
      includeCancelled: request.getCancelledFlag,
      pageSize,
      scanLimit: pageSize * SCAN_FACTOR,
    };
  }
}

/** Only the ledger can distinguish its own cursors from other texts. */
function cursorFaults({ cursor: text }: GetConsentsForCareProviderDto): readonly Fault[] {
  const cursor = given(text);
  if (cursor === undefined || decodeCursor(cursor)) return [];
  const message = texts.invalid('cursor');
  return [{ element: 'cursor', message, logMessage: message }];
}

/** GetConsentsForCareProvider, with its messages and doors. */
export const getConsentsForCareProvider = declared('GetConsentsForCareProvider', {
  contract: GetConsentsForCareProvider,
  json: {
    summary: "A care provider's consents, page by page",
    examples: { 'Everything since a time': getConsentsForCareProviderExample },
  },
  soap: {
    major: 2,
    about: 'Hämtar en vårdgivares samtycken sida för sida, för system som håller en kopia.',
  },
});
