import { Injectable } from '@nestjs/common';
import { essenceOfCommand, type ConsentCommand } from '#consent';
import type { Fault, ResultResponse } from '#contracts';
import { ConsentLedger } from '#consent-ledger';
import type { Contract, ContractName, Outcome, Repeatable } from './contract';
import { outcomeOf } from './outcome';
import type { RequestContext } from './request-context';

/** What the contracts have in common that change something: the request becomes a command, the answer is its result. */
@Injectable()
export abstract class CommandContract<Request extends object> implements Contract<
  Request,
  object,
  ResultResponse
> {
  abstract readonly name: ContractName;
  abstract readonly validate: (body: unknown) => readonly Fault[];
  readonly kind = 'command';

  constructor(private readonly ledger: ConsentLedger) {}

  /** Most requests name none; the rules then know whose consent it is. */
  careProviderOf(_request: Request): string | null {
    return null;
  }

  async run(request: Request, context: RequestContext): Promise<Outcome> {
    const command = this.commandOf(request, context);
    return outcomeOf(await this.ledger.execute(command, context.provenance), command);
  }

  repeatable(request: Request, context: RequestContext): Repeatable {
    const command = this.commandOf(request, context);
    const refusal = async () => {
      const refused = await this.ledger.refusal(command, context.provenance);
      return refused && outcomeOf(refused, command);
    };
    return { essence: essenceOfCommand(command), refusal };
  }

  respond({ result }: Outcome): ResultResponse {
    return { result };
  }

  protected abstract commandOf(request: Request, context: RequestContext): ConsentCommand;
}
