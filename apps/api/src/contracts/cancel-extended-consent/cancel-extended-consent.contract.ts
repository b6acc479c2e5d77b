import { Injectable } from '@nestjs/common';
import type { CancelConsent } from '#consent';
import { CommandContract } from '../../contract/command-contract';
import type { DeclaredContract } from '../../contract/declared-contract';
import type { RequestContext } from '../../contract/request-context';
import { actionOf } from '../../contract/wire';
import {
  CancelExtendedConsentDto,
  cancelExtendedConsentExample,
  CancelExtendedConsentResponse,
  createValidator,
} from '#contracts';

/** A consent ends because the patient asked for it. */
@Injectable()
export class CancelExtendedConsent extends CommandContract<CancelExtendedConsentDto> {
  readonly name = 'CancelExtendedConsent';
  readonly validate = createValidator(CancelExtendedConsentDto).validate;

  protected commandOf(
    { assertionId, cancellationAction }: CancelExtendedConsentDto,
    { caller, now }: RequestContext,
  ): CancelConsent {
    return { type: 'CancelConsent', assertionId, cancellation: actionOf(cancellationAction), now, caller };
  }
}

/** CancelExtendedConsent, with its messages and doors. */
export const cancelExtendedConsent: DeclaredContract = {
  name: 'CancelExtendedConsent',
  contract: CancelExtendedConsent,
  request: CancelExtendedConsentDto,
  response: CancelExtendedConsentResponse,
  json: {
    path: 'cancel-extended-consent',
    summary: 'Cancel a consent: the patient asked for it',
    examples: { 'The patient has changed their mind': cancelExtendedConsentExample },
  },
  soap: {
    major: 2,
    about: 'Återkallar ett samtycke på patientens begäran.',
  },
};
