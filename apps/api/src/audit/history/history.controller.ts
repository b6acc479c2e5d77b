import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { OpenTo } from '../../authentication/route-access';
import { JsonDoor } from '../../doors/json/json-door';
import { HistoryDocumentation } from './history-documentation';
import { History } from './history.contract';
import type { HistoryDto } from '#contracts';

/** The history of a consent stands at an address of its own: its id is no personal identity. */
@Controller()
export class HistoryController {
  constructor(
    private readonly door: JsonDoor,
    private readonly contract: History,
  ) {}

  @HistoryDocumentation()
  @OpenTo('caller')
  @Get('v2/history/:assertionId')
  answer(
    @Param() address: HistoryDto,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    void reply.header('cache-control', 'no-store');
    request.body = { assertionId: address.assertionId };
    return this.door.answer(this.contract, request, reply);
  }
}
