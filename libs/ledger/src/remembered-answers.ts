import type { EventStore, ExpectedRevision } from '#event-store';
import { newId } from '#platform';

/** A request that must have one answer however often it is sent. */
export interface RepeatableRequest {
  /** The UUID that all repetitions share. */
  readonly commandId: string;
  /** A digest of what is asked: the same id with another digest is another request. */
  readonly fingerprint: string;
}

/** How a request is carried out. */
export interface RepeatableRun<Answer> {
  /** The answer of a request that would be refused now; `null` when it would change something. Writes nothing. */
  readonly refusal: () => Promise<Answer | null>;
  /** Carries it out. Must be safe to repeat: it runs again when its answer was lost. */
  readonly run: () => Promise<Answer>;
  /** Whether an answer of `run` says that nothing was changed. */
  readonly isRefusal: (answer: Answer) => boolean;
}

/** The id was used before, for another request. Nothing was done. */
export class OtherRequest extends Error {
  override readonly name = 'OtherRequest';
}

const RECEIVED = 'RequestReceived.v1';
const ANSWERED = 'RequestAnswered.v1';

/**
 * The first answer to a request, kept in a stream of its own beside the ledger's: as durable as what it tells of, and known to
 * every process. A request is noted before it is run, so that two different ones can never share an id. One that would be refused
 * is not noted at all: refusals change nothing, and anybody can cause any number of them.
 */
export class RememberedAnswers<Answer extends object> {
  constructor(private readonly store: Pick<EventStore, 'append' | 'readStream'>) {}

  /**
   * The answer given the first time, or that of `run`. Neither a refusal nor a `run` that throws is remembered: also not a refusal that
   * first arises in `run`, because another request was faster.
   * @throws OtherRequest @throws StoreUnavailable
   */
  async once(
    request: RepeatableRequest,
    { refusal, run, isRefusal }: RepeatableRun<Answer>,
  ): Promise<Answer> {
    const earlier = (await this.recall(request)) ?? (await refusal()) ?? (await this.note(request));
    if (earlier) return earlier;
    const answer = await run();
    if (isRefusal(answer)) return (await this.recall(request)) ?? answer;
    const isRemembered = await this.append(request, 0, ANSWERED, answer);
    return isRemembered ? answer : ((await this.recall(request)) ?? answer);
  }

  /** Notes the request, unless another process has just done so: then its answer is returned, if it has one yet. */
  private async note(request: RepeatableRequest): Promise<Answer | null> {
    const isFirst = await this.append(request, 'no-stream', RECEIVED, { fingerprint: request.fingerprint });
    return isFirst ? null : this.recall(request);
  }

  private async append(request: RepeatableRequest, expected: ExpectedRevision, type: string, data: object) {
    const result = await this.store.append(streamOf(request), expected, [
      { id: newId(), type, data, metadata: {} },
    ]);
    return result.ok;
  }

  private async recall(request: RepeatableRequest): Promise<Answer | null> {
    const [received, answered] = await this.store.readStream(streamOf(request));
    if (!received) return null;
    if ((received.data as { fingerprint?: string }).fingerprint !== request.fingerprint) {
      throw new OtherRequest('The same idempotency key came with another request before.');
    }
    return (answered?.data as Answer | undefined) ?? null;
  }
}

const streamOf = ({ commandId }: RepeatableRequest): string => `request-${commandId}`;
