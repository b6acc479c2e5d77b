import type { PersonIdentity } from '#consent';
import type { ActionType, EndConsentByPatientDto, RegisterExtendedConsentDto } from '#contracts';
import { ContractCalls, type ConsentList, type ContractCallOptions, type Outcome } from './contract-calls';

/** The consent service, by its contracts. Every method throws ConsentServiceUnavailable when no contract answers. */
export interface ConsentService {
  /** A patient's consents at one care provider, the ended ones too. */
  consentsOf(patient: PersonIdentity, careProviderId: string): Promise<ConsentList>;
  register(registration: RegisterExtendedConsentDto): Promise<Outcome>;
  cancel(assertionId: string, cancellationAction: ActionType): Promise<Outcome>;
  delete(assertionId: string, deletionAction: ActionType): Promise<Outcome>;
  /** @param employeeId HSA-id of the employee who enters it, which the contract itself has no element for. */
  endByPatient(end: EndConsentByPatientDto, employeeId: string): Promise<Outcome>;
}

export function consentServiceAt(options: ContractCallOptions): ConsentService {
  const calls = new ContractCalls(options);
  return {
    consentsOf: async (patientId, careProviderId) => {
      const question = { careProviderId, patientId, getCancelledFlag: true };
      return calls.ask('get-extended-consents-for-patient', question);
    },
    register: (registration) =>
      calls.change('register-extended-consent', registration, enteredBy(registration.registrationAction)),
    cancel: (assertionId, cancellationAction) =>
      calls.change(
        'cancel-extended-consent',
        { assertionId, cancellationAction },
        enteredBy(cancellationAction),
      ),
    delete: (assertionId, deletionAction) =>
      calls.change('delete-extended-consent', { assertionId, deletionAction }, enteredBy(deletionAction)),
    endByPatient: (end, employeeId) => calls.change('end-consent-by-patient', end, employeeId),
  };
}

const enteredBy = ({ registeredBy }: ActionType): string => registeredBy.employeeId;
