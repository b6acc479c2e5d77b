import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { NO_POSITION } from '#event-store';
import { httpStatusOf } from '../../contract/error-table';
import type { Contract } from '../../contract/contract';
import { errorsOf } from '../../contract/element-errors';
import type { Exchange } from '../../observability/exchange';
import { headers } from '../http/headers';
import { RequestContexts } from '../http/request-contexts';
import { PageStreams } from '../stream/page-streams';
import { ContractRunner } from '../../contract/run-contract';

/** HTTP and JSON around the contracts: the body is the request, the contract's response is the answer. */
@Injectable()
export class JsonDoor {
  constructor(
    private readonly contexts: RequestContexts,
    private readonly runner: ContractRunner,
    private readonly streams: PageStreams,
  ) {}

  /** Answers one request. `successStatus` is the status of an OK. */
  async answer(
    contract: Contract,
    request: FastifyRequest,
    reply: FastifyReply,
    successStatus = httpStatusOf.OK,
  ): Promise<void> {
    const context = this.contexts.of(request, 'json');
    const exchange: Exchange = { contract: contract.name, context };
    request.exchange = exchange;
    const stream = this.streams.begin(contract, request, reply);
    const outcome = await this.runner.run(contract, stream ? stream.firstBody : request.body, context);
    const { resultCode } = outcome.result;
    reply.status(resultCode === 'OK' ? successStatus : httpStatusOf[resultCode]);
    if (stream && resultCode === 'OK') {
      exchange.firstAnswerMs = reply.elapsedTime;
      exchange.outcome = { result: outcome.result, position: outcome.position };
      return stream.send(outcome);
    }
    exchange.outcome = outcome;
    reply.header(headers.correlationId, context.provenance.correlationId);
    if (outcome.position !== NO_POSITION) reply.header(headers.position, outcome.position);
    reply.send({ ...contract.respond(outcome), ...errorsOf(outcome) });
  }
}
