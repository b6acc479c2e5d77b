import { AllowedReceivers } from './allowed-receivers';
import { ChangesToSend } from './changes-to-send';
import { DeliveryParts } from './delivery-parts';
import { Subscribers } from './subscribers';
import { WebhookDeliveries } from './webhook-deliveries';
import { WebhookRegistry } from './webhook-registry';
import { WebhookReports } from './webhook-reports';

/** What webhooks are made of, for the composition. */
export const webhookParts = [
  AllowedReceivers,
  ChangesToSend,
  DeliveryParts,
  Subscribers,
  WebhookDeliveries,
  WebhookRegistry,
  WebhookReports,
];
