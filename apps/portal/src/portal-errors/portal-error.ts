import { errorCatalogue, newId, type ErrorCode } from '#platform';

export interface PortalErrorOptions {
  /** Where the failure has been noted already, under an id of its own. */
  readonly eventId?: string;
  /** What is behind it; it is logged where the failure is ours, and never shown. */
  readonly cause?: unknown;
}

/** What a page answers instead of itself: a code of the catalogue, which has the words. */
export class PortalError extends Error {
  override readonly name = 'PortalError';
  /** What the person is shown, and what finds the log line; a UUID. */
  readonly eventId: string;

  constructor(
    readonly code: ErrorCode,
    { eventId = newId(), cause }: PortalErrorOptions = {},
  ) {
    super(errorCatalogue[code].support, { cause });
    this.eventId = eventId;
  }
}
