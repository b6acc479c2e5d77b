import { Inject, Injectable } from '@nestjs/common';
import { newId, type Logger } from '#platform';
import { LOG } from '../service/tokens';

/** What a door calls a failure, in words that hold nothing of the request. */
export interface Failure {
  readonly code: string;
  readonly title: string;
  /** Whether the service failed, and not its caller. */
  readonly isOurs: boolean;
}

/** Where the cause of everything that is no answer of a contract stays, whatever door it leaves by. */
@Injectable()
export class FailureLog {
  constructor(@Inject(LOG) private readonly log: Logger) {}

  /**
   * Only a failure of ours is logged with its cause: what a caller sent wrongly may hold a personal identity.
   * @returns the event id that finds the line; a UUID.
   */
  write(error: Error, { code, title, isOurs }: Failure, correlationId: string): string {
    const eventId = newId();
    const context = { code, eventId, correlationId };
    this.log.info(`Consent service exception: ${title}`, context);
    if (isOurs) this.log.error(title, { ...context, cause: error.stack ?? String(error) });
    return eventId;
  }
}
