import { Controller, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { JsonDoor } from '../../doors/json/json-door';
import { JsonContract } from '../../doors/json/json-contract';
import { GetConsentsForCareProvider } from './get-consents-for-care-provider.contract';
import {
  GetConsentsForCareProviderDto,
  getConsentsForCareProviderExample,
  GetConsentsForCareProviderResponse,
} from './get-consents-for-care-provider.dto';

@Controller()
export class GetConsentsForCareProviderController {
  constructor(
    private readonly door: JsonDoor,
    private readonly contract: GetConsentsForCareProvider,
  ) {}

  @JsonContract('get-consents-for-care-provider', {
    summary: "A care provider's consents, page by page",
    request: GetConsentsForCareProviderDto,
    examples: { 'Everything since a time': getConsentsForCareProviderExample },
    response: GetConsentsForCareProviderResponse,
  })
  answer(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.door.answer(this.contract, request, reply);
  }
}
