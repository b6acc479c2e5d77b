import { Webhook } from 'standardwebhooks';
import { verifyWebhook, WebhookNotVerified } from './verify-webhook';

const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
const other = `whsec_${Buffer.alloc(32, 8).toString('base64')}`;
const now = Date.UTC(2026, 2, 2, 9);
const body = JSON.stringify({ type: 'consent.cancelled', data: { cursor: '4-a' } });

/** As the public package signs it. */
const headers = (at = now, by = secret): Record<string, string> => ({
  'webhook-id': 'msg_1',
  'webhook-timestamp': String(at / 1_000),
  'webhook-signature': `v1a,x v1,AAAA ${new Webhook(by).sign('msg_1', new Date(at), body)}`,
});

const verified = (received: Parameters<typeof verifyWebhook>[0], secrets: string | string[] = secret) =>
  verifyWebhook(received, secrets, () => now);

it('a message that is signed in the standard form is read', () => {
  const expected = { id: 'msg_1', type: 'consent.cancelled', data: { cursor: '4-a' } };
  expect(verified({ headers: headers(), body })).toEqual(expected);
  expect(verified({ headers: headers(now, other), body: Buffer.from(body) }, [secret, other])).toEqual(
    expected,
  );
});

it('the clocks of the service and the receiver may differ by five minutes', () => {
  for (const difference of [-300_000, 300_000])
    expect(verified({ headers: headers(now + difference), body })).toMatchObject({ id: 'msg_1' });
});

const without = (name: string) => ({ ...headers(), [name]: undefined });

it.each<[string, Record<string, string | undefined>, string]>([
  ['whose body was changed', headers(), body.replace('4-a', '4-b')],
  ['of another id', { ...headers(), 'webhook-id': 'msg_2' }, body],
  ['of another time', { ...headers(), 'webhook-timestamp': String(now / 1_000 - 1) }, body],
  ['that is signed with another secret', headers(now, other), body],
  ['that is too old', headers(now - 301_000), body],
  ['of the future', headers(now + 301_000), body],
  ['whose time is no number', { ...headers(), 'webhook-timestamp': 'NaN' }, body],
  ['without an id', without('webhook-id'), body],
  ['without a time', without('webhook-timestamp'), body],
  ['without a signature', without('webhook-signature'), body],
])('a message %s is refused', (_what, sent, text) => {
  expect(() => verified({ headers: sent, body: text })).toThrow(WebhookNotVerified);
});

it('no secret at all verifies nothing', () => {
  expect(() => verified({ headers: headers(), body }, '')).toThrow(TypeError);
  expect(() => verified({ headers: headers(), body }, [])).toThrow(WebhookNotVerified);
});
