import { Controller, Req, Res } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { JsonDoor } from '../../doors/json/json-door';
import { JsonContract } from '../../doors/json/json-contract';
import { CheckConsent } from './check-consent.contract';
import { CheckConsentDto, checkConsentExample, CheckConsentResponse } from './check-consent.dto';

@Controller()
export class CheckConsentController {
  constructor(
    private readonly door: JsonDoor,
    private readonly contract: CheckConsent,
  ) {}

  @ApiHeader({
    name: 'X-Ledger-Explain',
    required: false,
    description: '`true`: tell why. Needs the right `explain`.',
  })
  @JsonContract('check-consent', {
    summary: 'May this employee read?',
    request: CheckConsentDto,
    examples: { 'An employee of the unit': checkConsentExample },
    response: CheckConsentResponse,
  })
  answer(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.door.answer(this.contract, request, reply);
  }
}
