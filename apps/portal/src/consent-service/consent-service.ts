import type { PersonIdentity } from '#consent';
import { ContractCalls } from './contract-calls';
import type { ActionMessage, EndByPatient, ExtendedAssertion, Outcome, Registration } from './messages';

/** The consent service, by its contracts. Every method throws ConsentServiceUnavailable when no contract answers. */
export interface ConsentService {
  /** A patient's consents at one care provider, the ended ones too, in the order of their registration. */
  consentsOf(patient: PersonIdentity, careProviderId: string): Promise<readonly ExtendedAssertion[]>;
  register(registration: Registration): Promise<Outcome>;
  cancel(assertionId: string, cancellationAction: ActionMessage): Promise<Outcome>;
  delete(assertionId: string, deletionAction: ActionMessage): Promise<Outcome>;
  endByPatient(end: EndByPatient): Promise<Outcome>;
}

/** The consent service whose JSON door is at an address, such as `http://127.0.0.1:3000`. */
export function consentServiceAt(url: string, timeoutMs?: number): ConsentService {
  const calls = new ContractCalls(url, timeoutMs);
  return {
    consentsOf: async (patientId, careProviderId) => {
      const question = { careProviderId, patientId, getCancelledFlag: true };
      return calls.ask('get-extended-consents-for-patient', question);
    },
    register: (registration) => calls.change('register-extended-consent', registration),
    cancel: (assertionId, cancellationAction) =>
      calls.change('cancel-extended-consent', { assertionId, cancellationAction }),
    delete: (assertionId, deletionAction) =>
      calls.change('delete-extended-consent', { assertionId, deletionAction }),
    endByPatient: (end) => calls.change('end-consent-by-patient', end),
  };
}
