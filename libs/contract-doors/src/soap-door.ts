import type { CalledContract } from './called-contract';
import {
  type Answer,
  type Door,
  type Exchange,
  NoAnswer,
  type NoAnswerKind,
  type Reading,
  wholeAnswer,
} from './door';
import { NotAResponse, readResponse } from './read-message';
import type { Body } from './shape';
import { messageNamespace, namespaces, soapAction, soapPath } from './soap-names';
import { type Connection, type HttpAnswer, Transport } from './transport';
import { addressHeader, envelope, writeMessage } from './write-message';

/** The SOAP door: SOAP 1.1 in RIV-TA basic profile 2.1, at `{address}/{Contract}/{major}/rivtabp21`. */
export class SoapDoor implements Door {
  readonly name = 'soap';
  private readonly transport: Transport;
  private readonly header: string;

  constructor(connection: Connection, logicalAddress: string) {
    this.transport = new Transport(connection);
    this.header = addressHeader(logicalAddress);
  }

  async ask(contract: CalledContract, body: Body): Promise<Answer> {
    return wholeAnswer(contract, await this.read(contract, body));
  }

  async read(contract: CalledContract, body: Body): Promise<Reading> {
    const sent = envelope(messageOf(contract, body), this.header);
    const headers = {
      'content-type': 'text/xml; charset=utf-8',
      soapaction: `"${soapAction(contract)}"`,
    };
    const answer = await this.transport.post(soapPath(contract), headers, sent);
    const exchange = { sent, received: answer.text };
    return { content: contentOf(contract, answer, exchange), ...exchange };
  }

  close(): void {
    this.transport.close();
  }
}

const messageOf = (contract: CalledContract, body: Body): string =>
  writeMessage(
    {
      name: contract.name,
      elements: contract.request,
      messageNamespace: messageNamespace(contract),
      typesNamespace: namespaces.types,
    },
    body,
  );

function contentOf(
  contract: CalledContract,
  { status, mediaType, text }: HttpAnswer,
  exchange: Exchange,
): Body {
  const what = `HTTP status ${status}, ${mediaType || 'no media type'}`;
  const refuse = (kind: NoAnswerKind, why: string): never => {
    throw new NoAnswer(kind, `${why} (${what}).`, exchange);
  };
  if (text === '') return refuse('not-the-service', 'The answer is empty: is the address right?');
  if (mediaType === 'text/html')
    return refuse('not-the-service', 'The answer is a web page: is the address right?');
  if (mediaType !== 'text/xml')
    return refuse('not-the-service', 'The answer is not text/xml: is the address right?');
  try {
    const content = readResponse(contract, text);
    return status === 200 ? content : refuse('not-an-answer', 'A response came without the status 200');
  } catch (error) {
    if (error instanceof NotAResponse) throw new NoAnswer('not-an-answer', error.message, exchange);
    throw error;
  }
}
