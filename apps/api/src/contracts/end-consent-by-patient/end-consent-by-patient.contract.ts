import { Injectable } from '@nestjs/common';
import type { EndConsentByPatient as EndConsentByPatientCommand } from '#consent';
import { CommandContract } from '../../contract/command-contract';
import type { DeclaredContract } from '../../contract/declared-contract';
import type { RequestContext } from '../../contract/request-context';
import { optionalTime, personOf } from '../../contract/wire';
import {
  createValidator,
  EndConsentByPatientDto,
  endConsentByPatientExample,
  EndConsentByPatientResponse,
} from '#contracts';

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

/** EndConsentByPatient, with its messages and doors. */
export const endConsentByPatient: DeclaredContract = {
  name: 'EndConsentByPatient',
  contract: EndConsentByPatient,
  request: EndConsentByPatientDto,
  response: EndConsentByPatientResponse,
  json: {
    path: 'end-consent-by-patient',
    summary: 'The patient ends a consent earlier',
    examples: { 'Half a year earlier': endConsentByPatientExample },
  },
  soap: {
    major: 1,
    about: 'Flyttar slutet på ett samtycke närmare, på patientens begäran.',
  },
};
