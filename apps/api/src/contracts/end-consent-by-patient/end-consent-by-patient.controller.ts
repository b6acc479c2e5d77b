import { Controller, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { JsonDoor } from '../../doors/json/json-door';
import { JsonContract } from '../../doors/json/json-contract';
import { EndConsentByPatient } from './end-consent-by-patient.contract';
import {
  EndConsentByPatientDto,
  endConsentByPatientExample,
  EndConsentByPatientResponse,
} from './end-consent-by-patient.dto';

@Controller()
export class EndConsentByPatientController {
  constructor(
    private readonly door: JsonDoor,
    private readonly contract: EndConsentByPatient,
  ) {}

  @JsonContract('end-consent-by-patient', {
    summary: 'The patient ends a consent earlier',
    request: EndConsentByPatientDto,
    examples: { 'Half a year earlier': endConsentByPatientExample },
    response: EndConsentByPatientResponse,
  })
  answer(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.door.answer(this.contract, request, reply);
  }
}
