import { Controller, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { JsonDoor } from '../../doors/json/json-door';
import { JsonContract } from '../../doors/json/json-contract';
import { GetExtendedConsentsForPatient } from './get-extended-consents-for-patient.contract';
import {
  GetExtendedConsentsForPatientDto,
  getExtendedConsentsForPatientExample,
  GetExtendedConsentsForPatientResponse,
} from './get-extended-consents-for-patient.dto';

@Controller()
export class GetExtendedConsentsForPatientController {
  constructor(
    private readonly door: JsonDoor,
    private readonly contract: GetExtendedConsentsForPatient,
  ) {}

  @JsonContract('get-extended-consents-for-patient', {
    summary: "A patient's consents with one care provider, and who did what to each",
    request: GetExtendedConsentsForPatientDto,
    examples: { 'With those that ended': getExtendedConsentsForPatientExample },
    response: GetExtendedConsentsForPatientResponse,
  })
  answer(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.door.answer(this.contract, request, reply);
  }
}
