import {
  cancelExtendedConsentExample,
  checkConsentExample,
  deleteExtendedConsentExample,
  endConsentByPatientExample,
  getAllExtendedConsentsForPatientExample,
  getConsentsForCareProviderExample,
  getConsentsForPatientExample,
  getExtendedConsentsForPatientExample,
  registerExtendedConsentExample,
} from '#contracts';
import { calledContract, type CalledContract } from '#contract-doors';

/** A contract that the kit tests, as it is called through each door. */
export interface KitContract extends CalledContract {
  readonly name: TestedContract;
  /** What the ids of its cases begin with. */
  readonly prefix: string;
  /** A request that works once the scene's persons and units are in it. */
  readonly example: object;
}

const described = {
  RegisterExtendedConsent: { prefix: 'register', major: 2, example: registerExtendedConsentExample },
  CheckConsent: { prefix: 'check', major: 2, example: checkConsentExample },
  CancelExtendedConsent: { prefix: 'cancel', major: 2, example: cancelExtendedConsentExample },
  DeleteExtendedConsent: { prefix: 'delete', major: 2, example: deleteExtendedConsentExample },
  EndConsentByPatient: { prefix: 'end', major: 1, example: endConsentByPatientExample },
  GetConsentsForPatient: { prefix: 'get-consents', major: 2, example: getConsentsForPatientExample },
  GetExtendedConsentsForPatient: {
    prefix: 'get-extended',
    major: 2,
    example: getExtendedConsentsForPatientExample,
  },
  GetAllExtendedConsentsForPatient: {
    prefix: 'get-all-extended',
    major: 1,
    example: getAllExtendedConsentsForPatientExample,
  },
  GetConsentsForCareProvider: {
    prefix: 'get-for-care-provider',
    major: 2,
    example: getConsentsForCareProviderExample,
  },
} as const;

/** The name of a contract that the kit tests. */
export type TestedContract = keyof typeof described;

const named = (name: TestedContract): KitContract => {
  const { major, ...more } = described[name];
  return { ...calledContract(name, major), name, ...more };
};

export const kitContracts: readonly KitContract[] = (Object.keys(described) as TestedContract[]).map(named);

const byName = new Map(kitContracts.map((contract) => [contract.name, contract]));

/** @throws Error where the contract is not one of the kit's. */
export function kitContract(name: string): KitContract {
  const contract = byName.get(name as TestedContract);
  if (!contract) throw new Error(`The kit does not know the contract ${name}.`);
  return contract;
}
