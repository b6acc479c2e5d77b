import { Inject, Injectable } from '@nestjs/common';
import {
  decisionRecord,
  decodeSearchCursor,
  encodeSearchCursor,
  pageOfDecisions,
  searchedSpan,
  type DecisionFilter,
  type DecisionPage,
  type SearchCursor,
} from '#audit';
import { parseLocalTime, type Caller, type Instant } from '#consent';
import { NO_POSITION, type EventStore } from '#event-store';
import type { Contract, Outcome } from '../../contract/contract';
import type { RequestContext } from '../../contract/request-context';
import { OK } from '../../contract/error-table';
import { AUDIT_STORE } from '../../surroundings/tokens';
import { createValidator, DecisionsDto, type DecisionsResponse, type Fault, given, texts } from '#contracts';

const LIMITS = { found: 200, looked: 20_000 };

/** A page, and where the next one begins. */
export interface DecisionsContent extends DecisionPage {
  readonly cursor?: string;
}

/** What checks were answered, page by page. For auditors; no contract of the national service. */
@Injectable()
export class Decisions implements Contract<DecisionsDto, DecisionsContent, DecisionsResponse> {
  readonly name = 'Decisions';
  readonly kind = 'query';
  readonly readsLog = true;
  private readonly validator = createValidator(DecisionsDto);

  constructor(@Inject(AUDIT_STORE) private readonly auditStore: EventStore) {}

  validate = (body: unknown): readonly Fault[] => {
    const faults = this.validator.validate(body);
    return faults.length > 0 ? faults : cursorFaults(body as DecisionsDto);
  };

  careProviderOf({ careProviderId }: DecisionsDto): string | null {
    return given(careProviderId) ?? null;
  }

  /** Records are in a log of their own and read whole; a position that the ledger lacks is refused here as elsewhere. */
  async run(request: DecisionsDto, { caller, now }: RequestContext): Promise<Outcome<DecisionsContent>> {
    const { after, order, ...span } = placeOf(request, now);
    const filter = { ...filterOf(request, caller), ...span };
    const page = await pageOfDecisions(this.auditStore, filter, LIMITS, { order, after });
    const cursor = page.next && encodeSearchCursor({ ...span, order, after: page.next });
    return { result: OK, content: { ...page, ...(cursor && { cursor }) }, position: NO_POSITION };
  }

  shown({ found }: DecisionsContent): number {
    return found.length;
  }

  respond({ result, content }: Outcome<DecisionsContent>): DecisionsResponse {
    const decisions = content?.found.map(({ decision }) => decisionRecord(decision, 'masked')) ?? [];
    return { decisionsResult: { result, decisions, cursor: content?.cursor } };
  }
}

type SearchPlace = Omit<SearchCursor, 'after'> & Partial<Pick<SearchCursor, 'after'>>;

/**
 * A further page goes on with the span of the first, also where that was left open. A cursor may be forged, so its span is held to the
 * same bounds.
 */
function placeOf({ cursor, from, to, oldestFirst }: DecisionsDto, now: number): SearchPlace {
  const earlier = decodeSearchCursor(given(cursor) ?? '');
  if (earlier) return { ...earlier, ...searchedSpan(earlier, now) };
  const asked = { from: timeIn(from), before: timeIn(to) };
  return { ...searchedSpan(asked, now), order: oldestFirst === true ? 'oldest-first' : 'newest-first' };
}

const timeIn = (text: string | undefined): Instant | undefined =>
  parseLocalTime(given(text) ?? '') ?? undefined;

const filterOf = (
  request: DecisionsDto,
  { careProviders }: Caller,
): Omit<DecisionFilter, 'from' | 'before'> => ({
  patient: request.patientId ?? undefined,
  employeeId: given(request.employeeId),
  careUnitId: given(request.careUnitId),
  careProviderId: given(request.careProviderId),
  assertionId: given(request.assertionId),
  hasConsent: request.hasConsent ?? undefined,
  callerId: given(request.callerId),
  correlationId: given(request.correlationId),
  careProviders: careProviders === 'all' ? undefined : careProviders,
});

/** Only the log can distinguish its own cursors from other texts. */
function cursorFaults({ cursor: text }: DecisionsDto): readonly Fault[] {
  const cursor = given(text);
  if (cursor === undefined || decodeSearchCursor(cursor)) return [];
  const message = texts.invalid('cursor');
  return [{ element: 'cursor', message, logMessage: message }];
}
