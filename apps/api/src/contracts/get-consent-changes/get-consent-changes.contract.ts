import { Inject, Injectable } from '@nestjs/common';
import { formatInstant, type Instant } from '#consent';
import { ConsentLedger } from '#consent-ledger';
import {
  createValidator,
  GetConsentChangesDto,
  getConsentChangesExample,
  type Fault,
  type GetConsentChangesResponse,
} from '#contracts';
import type { Config } from '#platform';
import {
  careProviderProjection,
  consentChanges,
  encodeChangeCursor,
  type ChangesPage,
  type ConsentChangeAt,
} from '#read-models';
import type { Contract, Outcome, PageEnd, PageEvent, Pages } from '../../contract/contract';
import { consentChange } from '../../contract/change-items';
import { cursorFaults, ofAnotherHistory, questionIn } from '../../contract/change-cursors';
import { declared } from '../../contract/declared-contract';
import { OK } from '../../contract/error-table';
import type { RequestContext } from '../../contract/request-context';
import { CONFIG } from '../../surroundings/tokens';
import { streamOfChanges } from './stream-documentation';

interface ChangesContent extends ChangesPage {
  readonly readAt: Instant;
}

/** Every change of a care provider's consents, page by page, for systems that keep a copy. */
@Injectable()
export class GetConsentChanges implements Contract<
  GetConsentChangesDto,
  ChangesContent,
  GetConsentChangesResponse
> {
  readonly name = 'GetConsentChanges';
  readonly kind = 'query';
  private readonly validator = createValidator(GetConsentChangesDto);

  constructor(
    private readonly ledger: ConsentLedger,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  readonly pages: Pages<GetConsentChangesDto, ChangesContent> = {
    beginsBehind: 'cursor',
    events: ({ changes }) => changes.map(changeEvent),
    end: pageEnd,
    isBehind: (request) => this.isBehind(request),
  };

  validate = (body: unknown): readonly Fault[] => {
    const faults = this.validator.validate(body);
    return faults.length > 0 ? faults : cursorFaults(body as GetConsentChangesDto);
  };

  careProviderOf({ careProviderId }: GetConsentChangesDto): string {
    return careProviderId;
  }

  async run(request: GetConsentChangesDto, context: RequestContext): Promise<Outcome<ChangesContent>> {
    const question = { ...questionIn(request), pageSize: this.config.PAGE_SIZE };
    const { answer: page, ...positions } = await this.ledger.ask(careProviderProjection, context, (rows) =>
      consentChanges(rows, question),
    );
    if (!page) return ofAnotherHistory();
    return { result: OK, content: { ...page, readAt: context.now }, ...positions };
  }

  private isBehind(request: GetConsentChangesDto): boolean {
    const page = this.ledger.glance(careProviderProjection, (rows) =>
      consentChanges(rows, { ...questionIn(request), pageSize: 0 }),
    );
    return page === null || page.hasMore;
  }

  shown({ changes }: ChangesContent): number {
    return changes.length;
  }

  respond({ result, content, position }: Outcome<ChangesContent>): GetConsentChangesResponse {
    const { changes = [], hasMore = false } = content ?? {};
    return {
      getConsentChangesResult: {
        result,
        changes: changes.map(consentChange),
        hasMore,
        position,
        ...(content && {
          cursor: encodeChangeCursor(content.cursor),
          readAt: formatInstant(content.readAt),
        }),
      },
    };
  }
}

const changeEvent = (change: ConsentChangeAt): PageEvent => ({
  id: encodeChangeCursor(change),
  data: consentChange(change),
});

function pageEnd({ content, position }: Outcome<ChangesContent>): PageEnd | null {
  if (!content) return null;
  const { cursor, hasMore, readAt } = content;
  return { id: encodeChangeCursor(cursor), hasMore, data: { position, readAt: formatInstant(readAt) } };
}

/** GetConsentChanges, with its messages. It has no SOAP door: the national service has no such contract. */
export const getConsentChanges = declared('GetConsentChanges', {
  contract: GetConsentChanges,
  json: {
    summary: "Every change of a care provider's consents, page by page, or as a stream",
    stream: streamOfChanges,
    examples: { 'From the first change': getConsentChangesExample },
  },
});
