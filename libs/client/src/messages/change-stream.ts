import type { ConsentChangeType, RequestAt } from '#contracts';
import type { QueryOptions } from './call-options';
import type { ContentAt, QueryResult } from './results';

/** Something that happened to a consent of the care provider. */
export interface StreamedChange {
  readonly kind: 'change';
  readonly change: ConsentChangeType;
  /** Behind the change: a stream or a page that begins here has all that comes after it. */
  readonly cursor: string;
}

/** There are no more changes up to here. It comes behind the last change, and again and again while nothing happens. */
export interface StreamedEnd {
  readonly kind: 'current';
  readonly cursor: string;
  /** The position of the ledger up to which there are no more. */
  readonly position: number;
  /** The service's time when it was asked, as an RFC 3339 instant. */
  readonly readAt: string;
  /** How long the stream had been open when the ledger was asked, in milliseconds, by a clock of the service that never goes backwards. */
  readonly openForMs: number;
}

/**
 * The stream ends. After `service-stopping`, `time-over` and `connection-old`, open another; after `refused`, the request is refused;
 * after `failed`, the service could not read on.
 */
export interface StreamOver {
  readonly kind: 'end';
  readonly why: string;
}

export type ChangeStreamEvent = StreamedChange | StreamedEnd | StreamOver;

/** The changes as they happen. They end by a StreamOver, or by a ConsentServiceError. */
export interface OpenChangeStream {
  readonly kind: 'streaming';
  readonly correlationId: string;
  readonly events: AsyncIterable<ChangeStreamEvent>;
}

/** What may be asked for as a stream. */
export interface ChangeStreams {
  /**
   * Opens a stream of a care provider's changes: what happened behind the cursor, and then what happens. It is opened once, within the
   * time of an attempt, and lasts until the service or the signal ends it. A service without streams answers the first page instead.
   * @throws ConsentServiceError
   */
  streamConsentChanges(
    request: RequestAt<'get-consent-changes'>,
    options?: Omit<QueryOptions, 'atLeast' | 'timeoutMs'>,
  ): Promise<OpenChangeStream | QueryResult<ContentAt<'get-consent-changes', 'getConsentChangesResult'>>>;
}
