import { Controller, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { JsonDoor } from '../../doors/json/json-door';
import { JsonContract } from '../../doors/json/json-contract';
import { CancelExtendedConsent } from './cancel-extended-consent.contract';
import {
  CancelExtendedConsentDto,
  cancelExtendedConsentExample,
  CancelExtendedConsentResponse,
} from './cancel-extended-consent.dto';

@Controller()
export class CancelExtendedConsentController {
  constructor(
    private readonly door: JsonDoor,
    private readonly contract: CancelExtendedConsent,
  ) {}

  @JsonContract('cancel-extended-consent', {
    summary: 'Cancel a consent: the patient asked for it',
    request: CancelExtendedConsentDto,
    examples: { 'The patient has changed their mind': cancelExtendedConsentExample },
    response: CancelExtendedConsentResponse,
  })
  answer(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.door.answer(this.contract, request, reply);
  }
}
