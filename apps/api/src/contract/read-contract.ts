import { mayActFor, type PersonIdentity } from '#consent';
import { NO_POSITION } from '#event-store';
import type { Contract, Outcome } from './contract';
import type { Denial } from './denial';
import { OK } from './error-table';
import type { RequestContext } from './request-context';

/** What has the id, and whose it is. */
export interface Found<Content> extends Partial<Pick<Outcome, 'position' | 'knownPosition'>> {
  readonly content: Content;
  readonly careProviderId: string;
}

/** Reads one thing by its id, which the address of a request has. Whose it is, is known when it was read. */
export abstract class ReadContract<
  Request,
  Content extends object,
  Response extends object = Content,
> implements Contract<Request, Content, Response> {
  abstract readonly name: Contract['name'];
  readonly kind = 'query';

  /** `null`: nothing has that id. */
  protected abstract find(request: Request, context: RequestContext): Promise<Found<Content> | null>;

  /** The same of what does not exist and of what belongs to another care provider. */
  protected abstract unknown(denial?: Denial): Error;

  abstract patientOf(content: Content): PersonIdentity;

  abstract respond(outcome: Outcome<Content>): Response;

  /** What is no id is that of nothing. */
  validate(): readonly [] {
    return [];
  }

  careProviderOf(): null {
    return null;
  }

  async run(request: Request, context: RequestContext): Promise<Outcome<Content>> {
    const found = await this.find(request, context);
    if (!found) throw this.unknown();
    const { careProviderId, ...outcome } = found;
    if (!mayActFor(context.caller, careProviderId)) throw this.unknown('care-provider');
    return { result: OK, position: NO_POSITION, ...outcome };
  }

  shown(_content: Content): number {
    return 1;
  }
}
