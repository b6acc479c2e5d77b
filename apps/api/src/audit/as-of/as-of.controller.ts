import { Controller, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { JsonContract } from '../../doors/json/json-contract';
import { JsonDoor } from '../../doors/json/json-door';
import { AsOf } from './as-of.contract';
import { AsOfDto, asOfExamples, AsOfResponse } from './as-of.dto';

@Controller()
export class AsOfController {
  constructor(
    private readonly door: JsonDoor,
    private readonly contract: AsOf,
  ) {}

  @JsonContract('as-of', {
    summary: 'Would a check have been granted then? (Needs the right audit.)',
    tag: 'Audit',
    request: AsOfDto,
    examples: asOfExamples,
    response: AsOfResponse,
  })
  answer(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.door.answer(this.contract, request, reply);
  }
}
