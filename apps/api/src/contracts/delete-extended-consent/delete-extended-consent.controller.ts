import { Controller, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { JsonDoor } from '../../doors/json/json-door';
import { JsonContract } from '../../doors/json/json-contract';
import { DeleteExtendedConsent } from './delete-extended-consent.contract';
import {
  DeleteExtendedConsentDto,
  deleteExtendedConsentExample,
  DeleteExtendedConsentResponse,
} from './delete-extended-consent.dto';

@Controller()
export class DeleteExtendedConsentController {
  constructor(
    private readonly door: JsonDoor,
    private readonly contract: DeleteExtendedConsent,
  ) {}

  @JsonContract('delete-extended-consent', {
    summary: 'Delete a consent: it was registered by mistake',
    request: DeleteExtendedConsentDto,
    examples: { 'It was the wrong patient': deleteExtendedConsentExample },
    response: DeleteExtendedConsentResponse,
  })
  answer(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.door.answer(this.contract, request, reply);
  }
}
