import { Controller, Get, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { OpenTo } from '../../authentication/route-access';
import { JsonContract } from '../../doors/json/json-contract';
import { JsonDoor } from '../../doors/json/json-door';
import { Decisions } from './decisions.contract';
import { DecisionsDto, decisionsExamples, DecisionsResponse } from '#contracts';
import { DecisionsQueryDocumentation } from './decisions-query-documentation';

@Controller()
export class DecisionsController {
  constructor(
    private readonly door: JsonDoor,
    private readonly contract: Decisions,
  ) {}

  @JsonContract({
    operationId: 'searchDecisions',
    request: DecisionsDto,
    response: DecisionsResponse,
    json: {
      path: 'decisions',
      summary: 'What checks were answered, about a patient too. (Needs the right audit.)',
      tag: 'Audit',
      examples: decisionsExamples,
    },
  })
  search(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.door.answer(this.contract, request, reply);
  }

  @DecisionsQueryDocumentation()
  @OpenTo('caller')
  @Get('v2/decisions')
  searchByAddress(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    void reply.header('cache-control', 'no-store');
    request.body = bodyOf(request.query as Query);
    return this.door.answer(this.contract, request, reply);
  }
}

type Query = Readonly<Record<string, string | string[]>>;

const flags = new Set(['hasConsent', 'oldestFirst']);

/** The same as a body. A patient that stands in an address is no object, and refused as such. */
const bodyOf = (query: Query): object =>
  Object.fromEntries(
    Object.entries(query).map(([name, value]) => [name, flags.has(name) ? flagIn(value) : value]),
  );

function flagIn(value: string | string[]): unknown {
  if (value === 'true') return true;
  return value === 'false' ? false : value;
}
