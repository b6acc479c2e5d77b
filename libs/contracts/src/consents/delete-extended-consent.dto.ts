import { AssertionId, Part } from '../validation';
import { ClosingActionType, exampleAction, exampleMistakenAssertionId, ResultResponse } from '../messages';

/** DeleteExtendedConsent, as asked. */
export class DeleteExtendedConsentDto {
  @AssertionId()
  assertionId: string;

  @Part(ClosingActionType, { about: 'Who asked for the deletion, and who made it.' })
  deletionAction: ClosingActionType;
}

/** DeleteExtendedConsent, as answered. */
export class DeleteExtendedConsentResponse extends ResultResponse {}

/** A request that works as it stands. */
export const deleteExtendedConsentExample = {
  assertionId: exampleMistakenAssertionId,
  deletionAction: exampleAction('2025-02-01T08:00:00', '2025-02-01T08:05:00', 'Registrerat av misstag'),
};
