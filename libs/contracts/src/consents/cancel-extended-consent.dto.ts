import { AssertionId, Part } from '../validation';
import { ClosingActionType, exampleAction, exampleAssertionId, ResultResponse } from '../messages';

/** CancelExtendedConsent, as asked. */
export class CancelExtendedConsentDto {
  @AssertionId()
  assertionId: string;

  @Part(ClosingActionType, { about: 'Who asked for the cancellation, and who made it.' })
  cancellationAction: ClosingActionType;
}

/** CancelExtendedConsent, as answered. */
export class CancelExtendedConsentResponse extends ResultResponse {}

/** A request that works as it stands. */
export const cancelExtendedConsentExample = {
  assertionId: exampleAssertionId,
  cancellationAction: exampleAction('2025-02-01T08:00:00', '2025-02-01T08:05:00', 'Patienten har ångrat sig'),
};
