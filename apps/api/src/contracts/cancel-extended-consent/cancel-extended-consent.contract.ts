import { Injectable } from '@nestjs/common';
import type { CancelConsent } from '#consent';
import { CommandContract } from '../../contract/command-contract';
import type { RequestContext } from '../../contract/request-context';
import { createValidator } from '../../validation';
import { actionOf } from '../../messages';
import { CancelExtendedConsentDto } from './cancel-extended-consent.dto';

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
