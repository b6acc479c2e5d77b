import { Controller, Get, Inject, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { consentHistory, historyRecord, type ConsentHistory } from '#audit';
import { isUuid, mayActFor } from '#consent';
import type { EventStore } from '#event-store';
import type { Exchange } from '../../observability/exchange';
import { headers } from '../../doors/http/headers';
import { RequestContexts } from '../../doors/http/request-contexts';
import { demandRight } from '../../contract/rights';
import { OK } from '../../contract/error-table';
import { EVENT_STORE } from '../../surroundings/tokens';
import { HistoryDocumentation } from './history-documentation';
import type { HistoryResponse } from './history.dto';
import { UnknownConsent } from '../../contract/unknown-consent';

/**
 * Everything that has happened to one consent, for auditors. It is read from the ledger itself, so it is never old. Personal
 * identities are covered: whoever needs them asks a contract, or on the machine of the ledger.
 */
@Controller()
export class HistoryController {
  constructor(
    private readonly contexts: RequestContexts,
    @Inject(EVENT_STORE) private readonly store: EventStore,
  ) {}

  @HistoryDocumentation()
  @Get('v2/history/:assertionId')
  async tell(
    @Param('assertionId') assertionId: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const context = this.contexts.of(request, 'json');
    const exchange: Exchange = { contract: 'History', context };
    request.exchange = exchange;
    demandRight(context.rights, 'audit');
    const history = await this.find(assertionId);
    if (!history || !mayActFor(context.caller, history.registered.careProviderId)) {
      throw new UnknownConsent('There is no such consent, or none that the caller may act for.');
    }
    const position = history.entries.at(-1)!.order;
    exchange.outcome = { result: OK, position };
    reply.header(headers.correlationId, context.provenance.correlationId);
    reply.header(headers.position, position).header('cache-control', 'no-store');
    reply.send(answerOf(history));
  }

  private async find(assertionId: string): Promise<ConsentHistory | null> {
    return isUuid(assertionId) ? consentHistory(this.store, assertionId) : null;
  }
}

const answerOf = ({ registered, entries }: ConsentHistory): HistoryResponse => ({
  assertionId: registered.assertionId,
  events: entries.map((entry) => historyRecord(entry, 'masked')),
});
