import { Inject, Injectable } from '@nestjs/common';
import type { Clock, Config, Logger } from '#platform';
import type { WebhookSecrets } from '#webhooks';
import { CLOCK, CONFIG, LOG, WEBHOOK_SECRETS } from '../surroundings/tokens';
import { AllowedReceivers } from './allowed-receivers';
import { ChangesToSend } from './changes-to-send';
import type { CourierParts } from './courier';
import { Subscribers } from './subscribers';

/** The parts that deliver, as Nest builds them. */
@Injectable()
export class DeliveryParts implements CourierParts {
  @Inject(ChangesToSend) readonly changes!: ChangesToSend;
  @Inject(Subscribers) readonly subscribers!: Subscribers;
  @Inject(AllowedReceivers) readonly allowed!: AllowedReceivers;
  @Inject(WEBHOOK_SECRETS) readonly secrets!: WebhookSecrets;
  @Inject(CLOCK) readonly clock!: Clock;
  @Inject(CONFIG) readonly config!: Config;
  @Inject(LOG) readonly log!: Logger;
}
