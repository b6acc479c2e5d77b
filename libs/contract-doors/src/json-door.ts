import type { ResultCode } from '#contracts';
import type { CalledContract } from './called-contract';
import {
  type Answer,
  type Door,
  type Exchange,
  NoAnswer,
  type NoAnswerKind,
  type Reading,
  resultCodeIn,
  wholeAnswer,
} from './door';
import { type Body, isBody } from './shape';
import { type Connection, type HttpAnswer, Transport } from './transport';

/** The HTTP status of each result code, as `docs/api.md` promises callers. */
const statusOf: Readonly<Record<ResultCode, number>> = {
  OK: 200,
  INFO: 200,
  ERROR: 500,
  VALIDATION_ERROR: 400,
  ACCESSDENIED: 403,
  NOTFOUND: 404,
  ALREADYEXISTS: 409,
  INVALIDSTATE: 409,
};

/** The JSON door: `POST {address}/v2/{contract-in-kebab-case}`. */
export class JsonDoor implements Door {
  readonly name = 'json';
  private readonly transport: Transport;

  constructor(connection: Connection) {
    this.transport = new Transport(connection);
  }

  async ask(contract: CalledContract, body: Body): Promise<Answer> {
    return wholeAnswer(contract, await this.read(contract, body));
  }

  async read(contract: CalledContract, body: Body): Promise<Reading> {
    const { status, ...reading } = await this.send(contract, body);
    demandStatus(contract, reading, status);
    return reading;
  }

  close(): void {
    this.transport.close();
  }

  private async send(contract: CalledContract, body: Body): Promise<Reading & Pick<HttpAnswer, 'status'>> {
    const sent = JSON.stringify(body);
    const headers = { 'content-type': 'application/json', accept: 'application/json' };
    const answer = await this.transport.post(`v2/${contract.path}`, headers, sent);
    const exchange = { sent, received: answer.text };
    return { content: contentOf(contract, answer, exchange), status: answer.status, ...exchange };
  }
}

/** What holds a result may be a failure all the same, by its status. @throws NoAnswer */
function demandStatus(contract: CalledContract, reading: Reading, status: number): void {
  const code = resultCodeIn(contract, reading.content);
  const wanted = code === undefined ? 200 : statusOf[code];
  if (status === wanted || isCreated(contract, status, code)) return;
  if (code === undefined && isNowhere(status)) throw nowhere(contract, `HTTP status ${status}`, reading);
  const what = code ?? 'An answer without a result code of the contracts';
  const why = `${what} came with HTTP status ${status} in place of ${wanted}.`;
  throw new NoAnswer('not-an-answer', why, reading);
}

/** A registration is created. */
const isCreated = ({ name }: CalledContract, status: number, code: ResultCode | undefined): boolean =>
  name === 'RegisterExtendedConsent' && code === 'OK' && status === 201;

/** Servers say so of an address that they do not have. */
const isNowhere = (status: number): boolean => status === 404 || status === 405;

const nowhere = ({ name }: CalledContract, what: string, exchange: Exchange): NoAnswer =>
  new NoAnswer('not-the-service', `Nothing answers ${name} here: is the address right? (${what}).`, exchange);

function contentOf(contract: CalledContract, answer: HttpAnswer, exchange: Exchange): Body {
  const { status, mediaType, text } = answer;
  const what = `HTTP status ${status}, ${mediaType || 'no media type'}`;
  if (mediaType === 'application/problem+json' && isNowhere(status)) throw nowhere(contract, what, exchange);
  const refusal = refusalOf(answer);
  if (refusal) throw new NoAnswer(refusal.kind, `${refusal.why} (${what}).`, exchange);
  const content = parsed(text);
  if (isBody(content)) return content;
  throw new NoAnswer('not-an-answer', `The answer cannot be read as a JSON object (${what}).`, exchange);
}

/** Why an answer holds no JSON of the contracts; `null`: it may hold it. */
function refusalOf({ mediaType, text }: HttpAnswer): { kind: NoAnswerKind; why: string } | null {
  if (mediaType === 'application/problem+json')
    return { kind: 'not-an-answer', why: 'The service answered a problem in place of a response' };
  const kind = 'not-the-service';
  if (text === '') return { kind, why: 'The answer is empty: is the address right?' };
  if (mediaType === 'text/html') return { kind, why: 'The answer is a web page: is the address right?' };
  if (mediaType === 'application/json') return null;
  return { kind, why: 'The answer is not JSON: is the address right?' };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
