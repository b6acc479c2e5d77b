import { elementsOf, type Element } from '#contracts';
import type { AtSoapDoor, DeclaredContract } from './declared-contract';

/** A contract's face at the SOAP door: its messages, element by element. */
export interface SoapContract extends Pick<DeclaredContract, 'name' | 'contract'>, AtSoapDoor {
  readonly request: readonly Element[];
  readonly response: readonly Element[];
}

/** Those of the contracts that are at the SOAP door. */
export const soapContractsOf = (contracts: readonly DeclaredContract[]): readonly SoapContract[] =>
  contracts.flatMap(({ name, contract, request, response, soap }) =>
    soap ? [{ name, contract, ...soap, request: elementsOf(request), response: elementsOf(response) }] : [],
  );
