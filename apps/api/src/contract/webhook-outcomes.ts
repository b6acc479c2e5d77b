import { given, texts, type Fault, type ResultCode } from '#contracts';
import { NO_POSITION } from '#event-store';
import {
  MOST_CHANGES,
  MOST_REDELIVERIES,
  MOST_ROTATIONS,
  MOST_WEBHOOKS,
  type WebhookCommand,
  type WebhookRejection,
} from '#webhooks';
import type { CommandOutcome, Refused } from '#ledger';
import type { Outcome, Repeatable } from './contract';
import { OK } from './error-table';
import type { RequestContext } from './request-context';

/** A request about one webhook of the caller. */
interface OneWebhook {
  readonly webhookId: string;
  readonly careProviderId: string;
}

/** What every command about a webhook says: which it is, who asks, and when. */
export const aboutWebhook = (
  { webhookId, careProviderId }: OneWebhook,
  { now, provenance: { systemId } }: RequestContext,
): Pick<WebhookCommand, 'webhookId' | 'careProviderId' | 'systemId' | 'recordedAt'> => ({
  webhookId: webhookId.toLowerCase(),
  careProviderId,
  systemId,
  recordedAt: now,
});

/** What a command about a webhook came to. `content` is that of one that was accepted. */
export function webhookOutcome<Content extends object>(
  outcome: CommandOutcome<WebhookRejection | 'webhooks-off'>,
  { webhookId }: OneWebhook,
  content?: Content,
): Outcome<Content> {
  const { position } = outcome;
  if (outcome.accepted) return { result: OK, position, ...(content && { content }) };
  const [resultCode, resultText] = refusals[outcome.rejection](webhookId.toLowerCase());
  return { result: { resultCode, resultText }, position };
}

const refusals: Readonly<
  Record<WebhookRejection | 'webhooks-off', (webhookId: string) => [ResultCode, string]>
> = {
  'already-exists': (webhookId) => ['ALREADYEXISTS', texts.webhookExists(webhookId)],
  'not-found': (webhookId) => ['NOTFOUND', texts.webhookNotFound(webhookId)],
  'webhooks-off': () => ['INVALIDSTATE', texts.webhooksOff()],
  'too-many': () => ['INVALIDSTATE', texts.tooManyWebhooks('careProviderId', MOST_WEBHOOKS)],
  'too-many-rotations': () => ['INVALIDSTATE', texts.tooManyRotations(MOST_ROTATIONS)],
  'too-many-redeliveries': () => ['INVALIDSTATE', texts.tooManyRedeliveries(MOST_REDELIVERIES)],
  'too-many-changes': () => ['INVALIDSTATE', texts.tooManyWebhookChanges(MOST_CHANGES)],
};

/** What makes a command about a webhook safe to repeat: with one key, another one is refused. */
export const repeatableWebhookCommand = (
  { recordedAt: _, ...asked }: WebhookCommand,
  refusal: () => Promise<Refused<WebhookRejection | 'webhooks-off'> | null>,
): Repeatable<never> => ({
  essence: JSON.stringify(asked),
  refusal: async () => {
    const refused = await refusal();
    return refused && webhookOutcome<never>(refused, asked);
  },
});

const NO_WEBHOOK = 'NOTFOUND: the caller has no such webhook of this care provider.';
const OFF = 'INVALIDSTATE: webhooks are off';

/** Why a request about webhooks is refused, as the documentation has it. */
export const refusalsOfWebhooks = {
  creation: {
    409: `ALREADYEXISTS: there is another webhook with this id. ${OFF}, the caller has as many for this care provider as it may, or has changed its webhooks too often today.`,
  },
  list: { 409: `${OFF}.` },
  rotation: {
    404: NO_WEBHOOK,
    409: `${OFF}, or the secret was rotated, or the caller's webhooks were changed, too often today.`,
  },
  redelivery: {
    404: NO_WEBHOOK,
    409: `${OFF}, or messages were asked for, or the caller's webhooks were changed, too often today.`,
  },
  removal: { 404: NO_WEBHOOK, 409: `${OFF}.` },
} as const;

/** The answer of a service without webhooks. */
export const webhooksOff: Outcome<never> = {
  result: { resultCode: 'INVALIDSTATE', resultText: texts.webhooksOff() },
  position: NO_POSITION,
};

/** The address of a webhook that may be sent nothing. */
export function addressFaults(
  { address }: { readonly address: string },
  mayBe: (address: string) => boolean,
): readonly Fault[] {
  if (mayBe(given(address) ?? '')) return [];
  const message = texts.webhookAddress('address');
  return [{ element: 'address', message, logMessage: message }];
}
