import type { TraceHeaders, Tracing } from '#platform';
import { ConsentServiceDenied, ConsentServiceUnavailable } from './consent-service-unavailable';
import type {
  ContractPath,
  ElementError,
  ExtendedPDLAssertionType,
  RequestAt,
  ResponseAt,
  ResultResponse,
  ResultType,
} from '#contracts';

const TIMEOUT_MS = 10_000;

/** How a request went. */
export interface Outcome extends ResultType {
  readonly faults: readonly ElementError[];
}

/** A patient's consents in the order of their registration, as far as the service lists them. */
export interface ConsentList {
  readonly consents: readonly ExtendedPDLAssertionType[];
  /** There are more than are listed. */
  readonly isPart: boolean;
}

type Answer = Readonly<Record<string, unknown>>;
type Headers = Readonly<Record<string, string>>;

/** The contracts that change something: what they answer is their result. */
type ChangePath = {
  [Path in ContractPath]: ResponseAt<Path> extends ResultResponse ? Path : never;
}[ContractPath];

const jsonBothWays = { 'content-type': 'application/json', accept: 'application/json' };

/** How the portal calls the consent service. */
export interface ContractCallOptions {
  /** Its JSON door, such as `http://127.0.0.1:3000`. */
  readonly url: string;
  /** HSA-id of the portal, which is where the requests begin. */
  readonly portalId: string;
  /** The token to prove the portal with, where the service asks for proof. */
  readonly token?: () => Promise<string>;
  readonly timeoutMs?: number;
  /** Records each call as a span, and passes the trace on to the service. */
  readonly tracing?: Tracing;
}

/** Calls contracts at the JSON door, by their names in kebab case, and takes for an answer only what a contract answers. */
export class ContractCalls {
  constructor(private readonly options: ContractCallOptions) {}

  /** Asks for a change on behalf of an employee. A refusal is an outcome like any other. */
  async change<Path extends ChangePath>(
    contract: Path,
    request: RequestAt<Path>,
    employeeId: string,
  ): Promise<Outcome> {
    const answer = await this.call(contract, request, { 'x-rivta-acting-on-behalf-of-hsaid': employeeId });
    const { result, errors } = answer as Partial<ResultResponse>;
    return { ...this.resultIn(result, contract), faults: errors ?? [] };
  }

  /**
   * Asks for a patient's consents. No user can correct a refused question, except for a lack of access.
   * @throws ConsentServiceDenied when the portal may not act for the care provider.
   */
  async ask(
    contract: 'get-extended-consents-for-patient',
    request: RequestAt<typeof contract>,
  ): Promise<ConsentList> {
    const answer = await this.call(contract, request);
    const { getExtendedConsentsResult: content } = answer as Partial<ResponseAt<typeof contract>>;
    const { resultCode } = this.resultIn(content?.result, contract);
    const isPart = resultCode === 'INFO';
    if (resultCode === 'OK' || isPart) return { consents: content!.pdlAssertions, isPart };
    if (resultCode === 'ACCESSDENIED')
      throw new ConsentServiceDenied(`The consent service denies the portal ${contract}.`);
    throw new ConsentServiceUnavailable(`The consent service answers ${contract} with ${resultCode}.`);
  }

  private async call(contract: string, request: unknown, more: Headers = {}): Promise<Answer> {
    const response = await this.send(contract, request, more);
    const answer = await response.json().catch(() => null);
    if (isObject(answer) && !isProblem(response)) return answer;
    const event = isObject(answer) && typeof answer.eventId === 'string' ? `, event ${answer.eventId}` : '';
    throw new ConsentServiceUnavailable(
      `The consent service answers ${contract} with status ${response.status}${event}.`,
    );
  }

  private async send(contract: string, request: unknown, more: Headers): Promise<Response> {
    const { url, token, tracing } = this.options;
    const headers = { ...more, ...(token && { authorization: `Bearer ${await token()}` }) };
    const post = (trace?: TraceHeaders) => this.post(contract, request, { ...headers, ...trace });
    const facts = { 'http.request.method': 'POST', 'server.address': new URL(url).host };
    try {
      return await (tracing ? tracing.calling(`POST ${contract}`, facts, post) : post());
    } catch (error) {
      throw new ConsentServiceUnavailable(`The consent service does not answer ${contract}.`, {
        cause: error,
      });
    }
  }

  private post(contract: string, request: unknown, headers: Headers): Promise<Response> {
    const { url, portalId, timeoutMs = TIMEOUT_MS } = this.options;
    return fetch(new URL(`v2/${contract}`, withSlash(url)), {
      method: 'POST',
      headers: { ...jsonBothWays, 'x-rivta-original-serviceconsumer-hsaid': portalId, ...headers },
      body: JSON.stringify(request),
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    });
  }

  private resultIn(result: unknown, contract: string): ResultType {
    if (isObject(result) && typeof result.resultCode === 'string') return result as unknown as ResultType;
    throw new ConsentServiceUnavailable(`The consent service answers ${contract} without a result.`);
  }
}

const isObject = (value: unknown): value is Answer => typeof value === 'object' && value !== null;

const isProblem = (response: Response): boolean =>
  (response.headers.get('content-type') ?? '').startsWith('application/problem+json');

const withSlash = (url: string): string => (url.endsWith('/') ? url : `${url}/`);
