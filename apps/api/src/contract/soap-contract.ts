import { elementsOf, type Element } from '#contracts';
import type { Contract } from './contract';
import type { AtSoapDoor, DeclaredContract } from './declared-contract';

/** A contract's face at the SOAP door: its messages, element by element. */
export interface SoapContract extends Pick<DeclaredContract, 'contract'>, AtSoapDoor {
  readonly name: Contract['name'];
  readonly request: readonly Element[];
  readonly response: readonly Element[];
}

/** A contract that may be at the SOAP door, whether it is at the other one or not. */
type MaybeAtSoapDoor = Pick<DeclaredContract, 'contract' | 'request' | 'response' | 'soap'> &
  Pick<SoapContract, 'name'>;

/** Those of the contracts that are at the SOAP door. */
export const soapContractsOf = (contracts: readonly MaybeAtSoapDoor[]): readonly SoapContract[] =>
  contracts.flatMap(({ name, contract, request, response, soap }) =>
    soap ? [{ name, contract, ...soap, request: elementsOf(request), response: elementsOf(response) }] : [],
  );
