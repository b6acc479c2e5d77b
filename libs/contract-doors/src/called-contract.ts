import { elementsOf, messagesOf, type ContractName, type Element } from '#contracts';

/** A contract of the national service, as it is called through each door. */
export interface CalledContract {
  readonly name: ContractName;
  /** Its address at the JSON door, below `/v2/`. */
  readonly path: string;
  /** The version of its messages over SOAP. */
  readonly major: 1 | 2;
  readonly request: readonly Element[];
  readonly response: readonly Element[];
}

/** The contract of this name; `major` is the version of its messages over SOAP. */
export function calledContract(name: ContractName, major: 1 | 2): CalledContract {
  const { path, request, response } = messagesOf[name];
  return { name, path, major, request: elementsOf(request), response: elementsOf(response) };
}
