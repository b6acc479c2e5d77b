import { Inject, Injectable } from '@nestjs/common';
import type { Config } from '#platform';
import { AllowedAddresses } from '#webhooks';
import { CONFIG } from '../surroundings/tokens';

/** Which addresses webhooks may be sent to, by the settings. */
@Injectable()
export class AllowedReceivers extends AllowedAddresses {
  constructor(@Inject(CONFIG) { WEBHOOK_NETWORKS, WEBHOOK_HTTP }: Config) {
    super(WEBHOOK_NETWORKS, WEBHOOK_HTTP);
  }
}
