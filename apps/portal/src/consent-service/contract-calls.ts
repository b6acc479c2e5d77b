import { ConsentServiceDenied, ConsentServiceUnavailable } from './consent-service-unavailable';
import type { ExtendedAssertion, Fault, Outcome } from './messages';

const TIMEOUT_MS = 10_000;

type Result = Omit<Outcome, 'faults'>;
type Answer = Readonly<Record<string, unknown>>;

/** Calls contracts at the JSON door, by their names in kebab case, and takes for an answer only what a contract answers. */
export class ContractCalls {
  constructor(
    private readonly url: string,
    private readonly timeoutMs = TIMEOUT_MS,
  ) {}

  /** Asks for something to be changed; a refusal is an outcome like any other. */
  async change(contract: string, request: object): Promise<Outcome> {
    const answer = await this.call(contract, request);
    const { resultCode, resultText } = this.resultIn(answer, contract);
    return { resultCode, resultText, faults: (answer.errors as readonly Fault[] | undefined) ?? [] };
  }

  /**
   * Asks for consents. A query that is refused otherwise was asked wrongly, which no user can mend.
   * @throws ConsentServiceDenied when the portal may not act for the care provider.
   */
  async ask(contract: string, request: object): Promise<readonly ExtendedAssertion[]> {
    const answer = await this.call(contract, request);
    const content = answer.getExtendedConsentsResult as Answer | undefined;
    const { resultCode } = this.resultIn(content ?? {}, contract);
    if (resultCode === 'OK') return content!.pdlAssertions as readonly ExtendedAssertion[];
    if (resultCode === 'ACCESSDENIED')
      throw new ConsentServiceDenied(`The consent service denies the portal ${contract}.`);
    throw new ConsentServiceUnavailable(`The consent service answers ${contract} with ${resultCode}.`);
  }

  private async call(contract: string, request: object): Promise<Answer> {
    const response = await this.send(contract, request);
    const answer = await response.json().catch(() => null);
    if (isObject(answer) && !isProblem(response)) return answer;
    const event = isObject(answer) && typeof answer.eventId === 'string' ? `, event ${answer.eventId}` : '';
    throw new ConsentServiceUnavailable(
      `The consent service answers ${contract} with status ${response.status}${event}.`,
    );
  }

  private async send(contract: string, request: object): Promise<Response> {
    try {
      return await fetch(new URL(`v2/${contract}`, withSlash(this.url)), {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept: 'application/json' },
        body: JSON.stringify(request),
        redirect: 'error',
        signal: AbortSignal.timeout(this.timeoutMs),
      });
    } catch (error) {
      throw new ConsentServiceUnavailable(`The consent service does not answer ${contract}.`, {
        cause: error,
      });
    }
  }

  private resultIn({ result }: Answer, contract: string): Result {
    if (isObject(result) && typeof result.resultCode === 'string') return result as unknown as Result;
    throw new ConsentServiceUnavailable(`The consent service answers ${contract} without a result.`);
  }
}

const isObject = (value: unknown): value is Answer => typeof value === 'object' && value !== null;

const isProblem = (response: Response): boolean =>
  (response.headers.get('content-type') ?? '').startsWith('application/problem+json');

const withSlash = (url: string): string => (url.endsWith('/') ? url : `${url}/`);
