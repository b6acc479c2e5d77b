import { Inject, Injectable } from '@nestjs/common';
import { errorCatalogue, newId, type ErrorCode, type Logger } from '#platform';
import { TooManyUnproved } from '../../authentication/unproved-requests';
import { specificallyIn } from './problem-of';
import { LOG } from '../../surroundings/tokens';

/** What a door calls a failure, in words that hold nothing of the request. */
export interface Failure {
  readonly code: string;
  /** Its code in the catalogue, which has the words. */
  readonly error: ErrorCode;
  /** Whether the service failed, and not its caller. */
  readonly isOurs: boolean;
}

/** Where the cause of everything that is no answer of a contract stays, whatever door it leaves by. */
@Injectable()
export class FailureLog {
  constructor(@Inject(LOG) private readonly log: Logger) {}

  /**
   * Only a failure of ours is logged with its cause: what a caller sent wrongly may hold a personal identity.
   * What comes without end has a line a minute for all of it, see `UnprovedRequests`.
   * @returns the event id that finds the line; a UUID.
   */
  write(cause: Error, { code, error, isOurs }: Failure, correlationId: string): string {
    const eventId = newId();
    if (cause instanceof TooManyUnproved) return eventId;
    const reason = specificallyIn(cause);
    const context = { code, error, eventId, correlationId, ...(reason !== undefined && { reason }) };
    const { message, support } = errorCatalogue[error];
    this.log.info(`Consent service exception: ${isOurs ? support : message.en}`, context);
    if (isOurs) this.log.error(support, { ...context, cause: cause.stack ?? String(cause) });
    return eventId;
  }
}
