import { Controller, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { JsonDoor } from '../../doors/json/json-door';
import { JsonContract } from '../../doors/json/json-contract';
import { GetAllExtendedConsentsForPatient } from './get-all-extended-consents-for-patient.contract';
import {
  GetAllExtendedConsentsForPatientDto,
  getAllExtendedConsentsForPatientExample,
  GetAllExtendedConsentsForPatientResponse,
} from './get-all-extended-consents-for-patient.dto';

@Controller()
export class GetAllExtendedConsentsForPatientController {
  constructor(
    private readonly door: JsonDoor,
    private readonly contract: GetAllExtendedConsentsForPatient,
  ) {}

  @JsonContract('get-all-extended-consents-for-patient', {
    summary: "A patient's consents across all care providers, and who did what to each",
    request: GetAllExtendedConsentsForPatientDto,
    examples: { 'With those that ended': getAllExtendedConsentsForPatientExample },
    response: GetAllExtendedConsentsForPatientResponse,
  })
  answer(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.door.answer(this.contract, request, reply);
  }
}
