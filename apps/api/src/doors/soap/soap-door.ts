import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { NO_POSITION } from '#event-store';
import { errorCatalogue } from '#platform';
import { faultOf } from './soap-fault-table';
import type { Contract } from '../../contract/contract';
import type { Exchange } from '../../observability/exchange';
import { FailureLog } from '../problems/failure-log';
import { headers } from '../http/headers';
import { problemOf, specificallyIn } from '../problems/problem-of';
import { correlationIdOf, RequestContexts } from '../http/request-contexts';
import { ContractRunner } from '../../contract/run-contract';
import { decodeBody, SoapFault, writeFault, type ReadRequest, type WriteResponse } from '.';

/** A contract at its address: its messages in and out, and what answers it. */
export interface SoapEndpoint {
  readonly contract: Contract;
  readonly read: ReadRequest;
  readonly write: WriteResponse;
}

const MEDIA_TYPE = 'text/xml; charset=utf-8';

/** HTTP and SOAP around the contracts: the message is the request, the contract's response is the answer, with any result code. */
@Injectable()
export class SoapDoor {
  constructor(
    private readonly contexts: RequestContexts,
    private readonly runner: ContractRunner,
    private readonly failures: FailureLog,
  ) {}

  /** Answers one request; its body decides, whatever its SOAPAction is. @throws SoapFault where it holds no message of the contract, and every technical failure. */
  async answer(endpoint: SoapEndpoint, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const { contract } = endpoint;
    const context = this.contexts.of(request, 'soap');
    const exchange: Exchange = { contract: contract.name, context };
    request.exchange = exchange;
    const { body, logicalAddress } = endpoint.read(decodeBody(request.body, request.headers['content-type']));
    const outcome = await this.runner.run(contract, body, { ...context, logicalAddress });
    exchange.outcome = outcome;
    reply.header(headers.correlationId, context.provenance.correlationId);
    if (outcome.position !== NO_POSITION) reply.header(headers.position, outcome.position);
    reply.type(MEDIA_TYPE).send(endpoint.write(contract.respond(outcome)));
  }

  /** Answers a request that got no answer of a contract. */
  refuse(error: Error, request: FastifyRequest, reply: FastifyReply): void {
    const code = error instanceof SoapFault ? error.code : problemOf(error);
    const { faultcode, error: catalogued, status } = faultOf(code);
    const { message, next } = errorCatalogue[catalogued];
    const correlationId = correlationIdOf(request);
    const isOurs = faultcode === 'Server';
    const eventId = this.failures.write(error, { code, error: catalogued, isOurs }, correlationId);
    const specifically = error instanceof SoapFault ? error.specifically : specificallyIn(error);
    const faultstring = [message.en, specifically, isOurs ? `Event id: ${eventId}.` : next.en]
      .filter(Boolean)
      .join(' ');
    void reply
      .status(status)
      .header(headers.correlationId, correlationId)
      .type(MEDIA_TYPE)
      .send(writeFault({ faultcode, faultstring, eventId }));
  }
}
