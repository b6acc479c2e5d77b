import { Inject, Injectable, type Type } from '@nestjs/common';
import { essenceOfCommand, type ConsentCommand } from '#consent';
import { ConsentLedger } from '#consent-ledger';
import {
  createValidator,
  messagesOf,
  type ContractName,
  type ContractRequest,
  type ResultResponse,
} from '#contracts';
import type { Config } from '#platform';
import { CONFIG } from '../surroundings/tokens';
import type { Contract, Outcome, Repeatable } from './contract';
import { outcomeOf } from './outcome';
import type { RequestContext } from './request-context';

/** What contracts that change something differ in. */
interface Change<Request> {
  /** The request as a command of the rules. */
  readonly commandOf: (request: Request, context: RequestContext, config: Config) => ConsentCommand;
  /** The care provider that the request names. Most requests name none; the rules then know whose consent it is. */
  readonly careProviderOf?: (request: Request) => string;
}

/** Makes the contract that changes something: the request becomes a command, and the answer is the command's result. */
export function commandContract<Name extends ContractName>(
  name: Name,
  { commandOf, careProviderOf }: Change<ContractRequest<Name>>,
): Type<Contract<ContractRequest<Name>>> {
  type Request = ContractRequest<Name>;

  @Injectable()
  class CommandContract implements Contract<Request, object, ResultResponse> {
    readonly name = name;
    readonly kind = 'command';
    readonly validate = createValidator(messagesOf[name].request).validate;

    constructor(
      private readonly ledger: ConsentLedger,
      @Inject(CONFIG) private readonly config: Config,
    ) {}

    careProviderOf(request: Request): string | null {
      return careProviderOf?.(request) ?? null;
    }

    async run(request: Request, context: RequestContext): Promise<Outcome> {
      const command = commandOf(request, context, this.config);
      return outcomeOf(await this.ledger.execute(command, context.provenance), command);
    }

    repeatable(request: Request, context: RequestContext): Repeatable {
      const command = commandOf(request, context, this.config);
      const refusal = async () => {
        const refused = await this.ledger.refusal(command, context.provenance);
        return refused && outcomeOf(refused, command);
      };
      return { essence: essenceOfCommand(command), refusal };
    }

    respond = ({ result }: Outcome): ResultResponse => ({ result });
  }
  return CommandContract;
}
