import { lookedAt } from '#audit';
import { messagesOf } from '#contracts';
import { commands } from '../../apps/ledger/src/commands';

/** What shows no single patient, so that no extract has it. */
const ofMany = [
  'GetConsentsForCareProvider',
  'GetConsentChanges',
  'GetConsentSnapshot',
  'CreateWebhook',
  'GetWebhooks',
  'RotateWebhookSecret',
  'RedeliverWebhookMessages',
  'RemoveWebhook',
  'ledger provider',
  'ledger export',
  'ledger hold',
  'ledger retention',
];

const names = [
  ...Object.keys(messagesOf),
  ...commands.filter(({ isLook }) => isLook).map(({ name }) => `ledger ${name}`),
];

it.each(names)('%s has words of its own in an extract, unless it names no patient', (name) => {
  expect(lookedAt(name) === 'other').toBe(ofMany.includes(name));
});
