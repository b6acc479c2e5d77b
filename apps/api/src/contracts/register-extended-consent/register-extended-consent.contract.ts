import { HttpStatus, Inject, Injectable } from '@nestjs/common';
import type { RegisterConsent } from '#consent';
import type { Config } from '#platform';
import { CommandContract } from '../../contract/command-contract';
import type { DeclaredContract } from '../../contract/declared-contract';
import type { RequestContext } from '../../contract/request-context';
import { actionOf, optionalTime, personOf } from '../../contract/wire';
import { ConsentLedger } from '#consent-ledger';
import { CONFIG } from '../../surroundings/tokens';
import {
  createValidator,
  given,
  registerByMistakeExample,
  RegisterExtendedConsentDto,
  registerExtendedConsentExample,
  RegisterExtendedConsentResponse,
} from '#contracts';

/** A consent, or access in an emergency, begins to be known. */
@Injectable()
export class RegisterExtendedConsent extends CommandContract<RegisterExtendedConsentDto> {
  readonly name = 'RegisterExtendedConsent';
  readonly validate = createValidator(RegisterExtendedConsentDto).validate;

  constructor(
    ledger: ConsentLedger,
    @Inject(CONFIG) private readonly config: Config,
  ) {
    super(ledger);
  }

  override careProviderOf({ careProviderId }: RegisterExtendedConsentDto): string {
    return careProviderId;
  }

  protected commandOf(request: RegisterExtendedConsentDto, { caller, now }: RequestContext): RegisterConsent {
    const { representedBy } = request;
    return {
      type: 'RegisterConsent',
      assertionId: request.assertionId,
      assertionType: request.assertionType,
      scope: request.scope,
      patient: personOf(request.patientId),
      careProviderId: request.careProviderId,
      careUnitId: request.careUnitId,
      employeeId: given(request.employeeId),
      start: optionalTime(request.startDate),
      end: optionalTime(request.endDate),
      representedBy: representedBy ? personOf(representedBy) : undefined,
      registration: actionOf(request.registrationAction),
      forgiving: this.config.FORGIVING_REGISTRATION,
      now,
      caller,
    };
  }
}

/** RegisterExtendedConsent, with its messages and doors. */
export const registerExtendedConsent: DeclaredContract = {
  name: 'RegisterExtendedConsent',
  contract: RegisterExtendedConsent,
  request: RegisterExtendedConsentDto,
  response: RegisterExtendedConsentResponse,
  json: {
    path: 'register-extended-consent',
    summary: 'Register a consent, or access in an emergency',
    examples: {
      'For one employee, with a guardian': registerExtendedConsentExample,
      'By mistake: to be deleted': registerByMistakeExample,
    },
    successStatus: HttpStatus.CREATED,
  },
  soap: {
    major: 2,
    about: 'Registrerar ett samtycke, eller ett intyg om nödsituation.',
  },
};
