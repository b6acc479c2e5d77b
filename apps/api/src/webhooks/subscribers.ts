import { Inject, Injectable } from '@nestjs/common';
import { mayActFor } from '#consent';
import { newId, type Clock } from '#platform';
import type { Webhook } from '#webhooks';
import type { SystemNow } from '../authentication/authenticate';
import type { RequestContext } from '../contract/request-context';
import { whyNot } from '../contract/rights';
import { CALLERS_NOW, CLOCK } from '../surroundings/tokens';

/** The systems that webhooks belong to, as the register has them at each moment. */
@Injectable()
export class Subscribers {
  constructor(
    @Inject(CALLERS_NOW) private readonly systemNow: SystemNow,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** In whose name the changes are read now; `null`: its system may not see them. */
  contextOf({ systemId, careProviderId }: Webhook): RequestContext | null {
    const system = this.systemNow(systemId);
    if (!system) return null;
    const { careProviders } = system;
    const provenance = { commandId: newId(), correlationId: newId(), door: 'json' as const, systemId };
    const caller = { systemId, careProviders };
    const context: RequestContext = {
      ...{ system, caller, now: this.clock(), provenance },
      ...{ goesOn: true, isSent: true, isRepeatable: false },
    };
    return whyNot('GetConsentChanges', context) === null && mayActFor(caller, careProviderId)
      ? context
      : null;
  }
}
