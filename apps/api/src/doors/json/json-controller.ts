import { Controller, Inject, Req, Res, type Type } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Contract } from '../../contract/contract';
import type { DeclaredContract } from '../../contract/declared-contract';
import { JsonContract } from './json-contract';
import { JsonDoor } from './json-door';

/** Makes the controller that answers a contract at its address. */
export function jsonController(declared: DeclaredContract): Type {
  const { name, contract: kind, json } = declared;

  @Controller()
  class ContractController {
    constructor(
      private readonly door: JsonDoor,
      @Inject(kind) private readonly contract: Contract,
    ) {}

    @JsonContract({ ...declared, operationId: name.charAt(0).toLowerCase() + name.slice(1) })
    answer(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
      return this.door.answer(this.contract, request, reply, json.successStatus);
    }
  }
  // The documentation names its operations after their classes.
  return Object.defineProperty(ContractController, 'name', { value: `${name}Controller` });
}
