import type { EventStore, ExpectedRevision } from '#event-store';
import { newId } from '#platform';

/** A request that must have one answer however often it is sent. */
export interface RepeatableRequest {
  /** The UUID that all repetitions share. */
  readonly commandId: string;
  /** A digest of what is asked: the same id with another digest is another request. */
  readonly fingerprint: string;
}

/** The id was used before, for another request. Nothing was done. */
export class OtherRequest extends Error {
  override readonly name = 'OtherRequest';
}

const RECEIVED = 'RequestReceived.v1';
const ANSWERED = 'RequestAnswered.v1';

/**
 * The first answer to a request, kept in a stream of its own beside the ledger's: as durable as what it tells of, and known to
 * every process. A request is noted before it is run, so that two different ones can never share an id.
 */
export class RememberedAnswers<Answer extends object> {
  constructor(private readonly store: Pick<EventStore, 'append' | 'readStream'>) {}

  /**
   * The answer given the first time, or that of `run`, which must itself be safe to repeat: it runs again when its answer was
   * lost. A `run` that throws is not remembered.
   * @throws OtherRequest @throws StoreUnavailable
   */
  async once(request: RepeatableRequest, run: () => Promise<Answer>): Promise<Answer> {
    const isFirst = await this.append(request, 'no-stream', RECEIVED, { fingerprint: request.fingerprint });
    const earlier = isFirst ? null : await this.recall(request);
    if (earlier) return earlier;
    const answer = await run();
    const isRemembered = await this.append(request, 0, ANSWERED, answer);
    return isRemembered ? answer : ((await this.recall(request)) ?? answer);
  }

  private async append(request: RepeatableRequest, expected: ExpectedRevision, type: string, data: object) {
    const result = await this.store.append(streamOf(request), expected, [
      { id: newId(), type, data, metadata: {} },
    ]);
    return result.ok;
  }

  private async recall(request: RepeatableRequest): Promise<Answer | null> {
    const [received, answered] = await this.store.readStream(streamOf(request));
    if ((received?.data as { fingerprint?: string }).fingerprint !== request.fingerprint) {
      throw new OtherRequest('The same idempotency key came with another request before.');
    }
    return (answered?.data as Answer | undefined) ?? null;
  }
}

const streamOf = ({ commandId }: RepeatableRequest): string => `request-${commandId}`;
