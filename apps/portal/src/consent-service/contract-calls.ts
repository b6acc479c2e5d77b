import { ConsentServiceDenied, ConsentServiceUnavailable } from './consent-service-unavailable';
import type { ExtendedAssertion, Fault, Outcome } from './messages';

const TIMEOUT_MS = 10_000;

type Result = Omit<Outcome, 'faults'>;
type Answer = Readonly<Record<string, unknown>>;
type Headers = Readonly<Record<string, string>>;

const jsonBothWays = { 'content-type': 'application/json', accept: 'application/json' };

export interface ContractCallOptions {
  readonly url: string;
  readonly portalId: string;
  readonly timeoutMs?: number;
}

/** Calls contracts at the JSON door, by their names in kebab case, and takes for an answer only what a contract answers. */
export class ContractCalls {
  constructor(private readonly options: ContractCallOptions) {}

  /** Asks for something to be changed, for an employee; a refusal is an outcome like any other. */
  async change(contract: string, request: object, employeeId: string): Promise<Outcome> {
    const answer = await this.call(contract, request, { 'x-rivta-acting-on-behalf-of-hsaid': employeeId });
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

  private async call(contract: string, request: object, more: Headers = {}): Promise<Answer> {
    const response = await this.send(contract, request, more);
    const answer = await response.json().catch(() => null);
    if (isObject(answer) && !isProblem(response)) return answer;
    const event = isObject(answer) && typeof answer.eventId === 'string' ? `, event ${answer.eventId}` : '';
    throw new ConsentServiceUnavailable(
      `The consent service answers ${contract} with status ${response.status}${event}.`,
    );
  }

  private async send(contract: string, request: object, more: Headers): Promise<Response> {
    const { url, portalId, timeoutMs = TIMEOUT_MS } = this.options;
    try {
      return await fetch(new URL(`v2/${contract}`, withSlash(url)), {
        method: 'POST',
        headers: { ...jsonBothWays, 'x-rivta-original-serviceconsumer-hsaid': portalId, ...more },
        body: JSON.stringify(request),
        redirect: 'error',
        signal: AbortSignal.timeout(timeoutMs),
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
