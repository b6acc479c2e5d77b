import type { Type } from '@nestjs/common';
import type { Contract, ContractName } from './contract';
import type { Element } from '../messages/elements';

/** A contract's face at the SOAP door: its messages, element by element. */
export interface SoapContract {
  readonly name: ContractName;
  /** The version of its messages. */
  readonly major: 1 | 2;
  /** What answers it, the same as behind the other door. */
  readonly contract: Type<Contract>;
  readonly request: readonly Element[];
  readonly response: readonly Element[];
}
