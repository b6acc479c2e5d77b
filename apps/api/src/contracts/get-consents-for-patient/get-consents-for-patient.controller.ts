import { Controller, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { JsonDoor } from '../../doors/json/json-door';
import { JsonContract } from '../../doors/json/json-contract';
import { GetConsentsForPatient } from './get-consents-for-patient.contract';
import {
  GetConsentsForPatientDto,
  getConsentsForPatientExample,
  GetConsentsForPatientResponse,
} from './get-consents-for-patient.dto';

@Controller()
export class GetConsentsForPatientController {
  constructor(
    private readonly door: JsonDoor,
    private readonly contract: GetConsentsForPatient,
  ) {}

  @JsonContract('get-consents-for-patient', {
    summary: "A patient's consents with one care provider",
    request: GetConsentsForPatientDto,
    examples: { 'One care provider': getConsentsForPatientExample },
    response: GetConsentsForPatientResponse,
  })
  answer(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.door.answer(this.contract, request, reply);
  }
}
