import { Controller, HttpStatus, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { JsonDoor } from '../../doors/json/json-door';
import { JsonContract } from '../../doors/json/json-contract';
import { RegisterExtendedConsent } from './register-extended-consent.contract';
import {
  RegisterExtendedConsentDto,
  registerByMistakeExample,
  registerExtendedConsentExample,
  RegisterExtendedConsentResponse,
} from './register-extended-consent.dto';

@Controller()
export class RegisterExtendedConsentController {
  constructor(
    private readonly door: JsonDoor,
    private readonly contract: RegisterExtendedConsent,
  ) {}

  @JsonContract('register-extended-consent', {
    summary: 'Register a consent, or access in an emergency',
    request: RegisterExtendedConsentDto,
    examples: {
      'For one employee, with a guardian': registerExtendedConsentExample,
      'By mistake: to be deleted': registerByMistakeExample,
    },
    response: RegisterExtendedConsentResponse,
    successStatus: HttpStatus.CREATED,
  })
  answer(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.door.answer(this.contract, request, reply, HttpStatus.CREATED);
  }
}
