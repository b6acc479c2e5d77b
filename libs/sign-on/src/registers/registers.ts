import type { PersonIdentity } from '#consent';

/** A person in the register of health personnel. */
export interface HealthPersonnel {
  readonly hprNumber: string;
  /** Absent where the register keeps no names. */
  readonly name?: string;
  /** Categories of authorisation, code system 9060: LE physician, SP nurse, TL dentist, FA1 pharmacist, … */
  readonly categories: readonly string[];
}

export interface HprRegister {
  /** `null`: the register answered, and does not have the person. @throws RegisterUnavailable */
  find(person: PersonIdentity): Promise<HealthPersonnel | null>;
}

export interface Organisation {
  /** Nine digits. */
  readonly number: string;
  readonly name: string;
  readonly isActive: boolean;
  /** Categories whose holders the organisation lets in without an affiliation. */
  readonly admitsWithoutAffiliation: readonly string[];
  /** HSA-id of the care provider that the organisation is in the consent contracts. */
  readonly careProviderId: string;
}

/** Where a person works, and what the consent contracts know that person by there. */
export interface Affiliation {
  readonly organisationNumber: string;
  readonly careUnitId: string;
  readonly careUnitName: string;
  readonly employeeId: string;
  /** Absent where the register keeps no names. */
  readonly employeeName?: string;
}

export interface OrganisationRegister {
  /** `null`: the register answered, and does not have the organisation. @throws RegisterUnavailable */
  find(organisationNumber: string): Promise<Organisation | null>;
  /** None when the person is affiliated with no organisation. @throws RegisterUnavailable */
  affiliationsOf(person: PersonIdentity): Promise<readonly Affiliation[]>;
}

/** The register did not answer, or not in a way that can be read. Nothing follows from it about anybody. */
export class RegisterUnavailable extends Error {
  override readonly name = 'RegisterUnavailable';
}
