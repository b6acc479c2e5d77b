import { Inject, Injectable } from '@nestjs/common';
import { HSA_ID_MAX_LENGTH, hsaKey, hsaKeys, mayActFor, sameHsaId, type Caller } from '#consent';
import type { Config } from '#platform';
import { CONFIG } from '../surroundings/tokens';
import { isHsaId } from '#contracts';
import type { Contract } from './contract';

/** The national service, in whose place this one may stand. */
const NATIONAL_SERVICE = 'SE165565594230-1000';

/** Whom a request may concern, by the logical address that it was sent to. */
@Injectable()
export class LogicalAddresses {
  private readonly ofTheService: ReadonlySet<string>;

  constructor(@Inject(CONFIG) { LOGICAL_ADDRESSES: own = [] }: Config) {
    this.ofTheService = hsaKeys([NATIONAL_SERVICE, ...own]);
  }

  /**
   * The caller with what the address leaves of their rights; `null` where nothing is served at it. An address of the service's own
   * leaves them all. Any other is a care provider's: a query may be sent to the one that it names or that the caller is bound to, or
   * to any that the caller may act for where it names none, and a change concerns that one or nobody, which the rules then see to.
   */
  callerAt(
    address: string,
    { kind }: Contract,
    careProviderId: string | null,
    caller: Caller,
  ): Caller | null {
    if (this.ofTheService.has(hsaKey(address))) return caller;
    if (!mayActFor(caller, address)) return null;
    const isCareProvider = isHsaId(address, HSA_ID_MAX_LENGTH);
    if (kind === 'command') return isCareProvider ? { ...caller, addressedTo: address } : null;
    const isForQuery = careProviderId === null ? isCareProvider : sameHsaId(address, careProviderId);
    return isForQuery || caller.careProviders !== 'all' ? caller : null;
  }
}
