import { Injectable } from '@nestjs/common';
import type { DeleteConsent } from '#consent';
import { CommandContract } from '../../contract/command-contract';
import type { DeclaredContract } from '../../contract/declared-contract';
import type { RequestContext } from '../../contract/request-context';
import { actionOf } from '../../contract/wire';
import {
  createValidator,
  DeleteExtendedConsentDto,
  deleteExtendedConsentExample,
  DeleteExtendedConsentResponse,
} from '#contracts';

/** A consent that was registered by mistake ends; that it was valid until now stays known. */
@Injectable()
export class DeleteExtendedConsent extends CommandContract<DeleteExtendedConsentDto> {
  readonly name = 'DeleteExtendedConsent';
  readonly validate = createValidator(DeleteExtendedConsentDto).validate;

  protected commandOf(
    { assertionId, deletionAction }: DeleteExtendedConsentDto,
    { caller, now }: RequestContext,
  ): DeleteConsent {
    return { type: 'DeleteConsent', assertionId, deletion: actionOf(deletionAction), now, caller };
  }
}

/** DeleteExtendedConsent, with its messages and doors. */
export const deleteExtendedConsent: DeclaredContract = {
  name: 'DeleteExtendedConsent',
  contract: DeleteExtendedConsent,
  request: DeleteExtendedConsentDto,
  response: DeleteExtendedConsentResponse,
  json: {
    path: 'delete-extended-consent',
    summary: 'Delete a consent: it was registered by mistake',
    examples: { 'It was the wrong patient': deleteExtendedConsentExample },
  },
  soap: {
    major: 2,
    about: 'Makulerar ett samtycke som har registrerats av misstag.',
  },
};
