import type { Type } from '@nestjs/common';
import type { ContractName } from '#contracts';
import type { Contract } from '../contract/contract';
import { contracts } from '../contracts';

/** What answers a contract of the national service. */
export const contractNamed = (name: ContractName): Type<Contract> =>
  contracts.find((declared) => declared.name === name)!.contract;
