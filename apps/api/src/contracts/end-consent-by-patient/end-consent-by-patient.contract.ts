import { Injectable } from '@nestjs/common';
import type { EndConsentByPatient as EndConsentByPatientCommand } from '#consent';
import { CommandContract } from '../../contract/command-contract';
import type { RequestContext } from '../../contract/request-context';
import { createValidator } from '../../validation';
import { optionalTime, personOf } from '../../messages';
import { EndConsentByPatientDto } from './end-consent-by-patient.dto';

/** The patient moves the end of a consent closer, without a cancellation. */
@Injectable()
export class EndConsentByPatient extends CommandContract<EndConsentByPatientDto> {
  readonly name = 'EndConsentByPatient';
  readonly validate = createValidator(EndConsentByPatientDto).validate;

  protected commandOf(
    { assertionId, patientId, representedById, endDateTime }: EndConsentByPatientDto,
    { caller, now }: RequestContext,
  ): EndConsentByPatientCommand {
    return {
      type: 'EndConsentByPatient',
      assertionId,
      patient: personOf(patientId),
      representedBy: representedById ? personOf(representedById) : undefined,
      end: optionalTime(endDateTime),
      now,
      caller,
    };
  }
}
