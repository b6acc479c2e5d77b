import {
  decideWebhook,
  evolveWebhooks,
  noWebhooks,
  type WebhookCommand,
  type WebhookEvent,
  type Webhooks,
} from '..';
import {
  MOST_CHANGES,
  MOST_REDELIVERIES,
  MOST_ROTATIONS,
  MOST_WEBHOOKS,
  type WebhookRejection,
} from './decide-webhook';
import { DAY, signingSecrets } from './webhook';

const begin = Date.UTC(2026, 2, 2, 9);
const keyId = '0011223344556677';
const owner = { systemId: 'SE165565594230-EHR', careProviderId: 'SE165565594230-1000' };

const idOf = (number: number): string => `0195a3c4-0000-7000-8000-${String(number).padStart(12, '0')}`;

type Special = { readonly type: WebhookCommand['type']; readonly [name: string]: unknown };

/** Webhooks whose owners ask for one thing after the other. */
class Asked {
  webhooks: Webhooks = noWebhooks;
  now = begin;

  /** What a command is refused with; `null`: it was carried out. */
  ask(special: Special, number = 1, more: Partial<typeof owner> = {}): WebhookRejection | null {
    const about = { webhookId: idOf(number), ...owner, ...more, recordedAt: this.now };
    const decision = decideWebhook({ ...about, ...special } as WebhookCommand, this.webhooks);
    if (!decision.accepted) return decision.rejection;
    this.webhooks = decision.events.reduce(evolveWebhooks, this.webhooks);
    return null;
  }

  create = (number = 1, more: Partial<typeof owner> = {}) =>
    this.ask({ type: 'CreateWebhook', address: 'https://records.example.org/', keyId }, number, more);
  rotate = (number = 1, more: Partial<typeof owner> = {}) =>
    this.ask({ type: 'RotateSecret', keyId, previousUntil: this.now + DAY }, number, more);
  redeliver = (number = 1, more: Partial<typeof owner> = {}) =>
    this.ask({ type: 'RedeliverMessages' }, number, more);
  remove = (number = 1) => this.ask({ type: 'RemoveWebhook' }, number);
}

const times = (count: number, ask: (number: number) => WebhookRejection | null) =>
  Array.from({ length: count }, (_, number) => ask(number)).filter((refusal) => refusal !== null);

describe('the owner of a webhook', () => {
  it.each([
    ['rotates its secret', MOST_ROTATIONS, 'rotate', 'too-many-rotations'],
    ['asks to send again', MOST_REDELIVERIES, 'redeliver', 'too-many-redeliveries'],
  ] as const)('%s %i times in a day, and again a day after the first', (_what, most, ask, refusal) => {
    const asked = new Asked();
    asked.create();
    expect(asked[ask]()).toBeNull();
    asked.now += 1;
    expect(times(most - 1, () => asked[ask]())).toEqual([]);
    expect(asked[ask]()).toBe(refusal);
    asked.now = begin + DAY - 1;
    expect(asked[ask]()).toBe(refusal);
    asked.now += 1;
    expect([asked[ask](), asked[ask]()]).toEqual([null, refusal]);
  });

  it('removes a webhook whatever else was too much', () => {
    const asked = new Asked();
    asked.create();
    times(MOST_ROTATIONS, () => asked.rotate());
    expect([asked.rotate(), asked.remove(), asked.remove()]).toEqual([
      'too-many-rotations',
      null,
      'not-found',
    ]);
  });

  it('has a bound on all that it does in a day, also by webhooks that it removes, and at whichever care provider', () => {
    const asked = new Asked();
    const places = Math.ceil(MOST_CHANGES / MOST_WEBHOOKS);
    const at = (number: number) => ({ careProviderId: `SE165565594230-P${number % places}` });
    expect(times(MOST_CHANGES - 3, (number) => asked.create(number, at(number)))).toEqual([]);
    expect([asked.rotate(0, at(0)), asked.redeliver(0, at(0))]).toEqual([null, null]);
    expect(asked.create(5_000)).toBeNull();
    expect(asked.remove(5_000)).toBeNull();
    const refused = 'too-many-changes';
    expect(asked.create(5_001)).toBe(refused);
    expect([asked.rotate(0, at(0)), asked.redeliver(0, at(0))]).toEqual([refused, refused]);
    expect(asked.create(5_002, { systemId: 'SE165565594230-OTHER' })).toBeNull();
    asked.now += DAY;
    expect(asked.create(5_003)).toBeNull();
  });

  it('has so many webhooks of a care provider at once', () => {
    const asked = new Asked();
    expect(times(MOST_WEBHOOKS, (number) => asked.create(number))).toEqual([]);
    expect(asked.create(MOST_WEBHOOKS)).toBe('too-many');
    expect([asked.remove(0), asked.create(MOST_WEBHOOKS)]).toEqual([null, null]);
  });
});

it('a secret signs as long as each rotation after it allows', () => {
  const asked = new Asked();
  asked.create();
  const versions = (after: number) =>
    signingSecrets(asked.webhooks.get(idOf(1))!, asked.now + after).map(({ version }) => version);
  asked.rotate();
  asked.now += 1;
  asked.rotate();
  expect([versions(0), versions(DAY - 1), versions(DAY)]).toEqual([[3, 2, 1], [3, 2], [3]]);
  asked.ask({ type: 'RotateSecret', keyId, previousUntil: asked.now });
  expect(versions(0)).toEqual([4]);
});

it('a history is folded in one pass: no event copies what came before it', () => {
  const count = 5_000;
  const first = evolveWebhooks(noWebhooks, newWebhook(0));
  for (let number = 1; number < count; number += 1) {
    expect(evolveWebhooks(first, newWebhook(number))).toBe(first);
    const asked = { webhookId: idOf(0), recordedAt: begin + number };
    evolveWebhooks(first, { ...asked, type: 'WebhookRedeliveryAsked' });
  }
  expect([first.size, first.get(idOf(0))!.redeliveries.length]).toEqual([count, count - 1]);
  expect(noWebhooks.size).toBe(0);
});

const newWebhook = (number: number): WebhookEvent => ({
  ...{ type: 'WebhookCreated', webhookId: idOf(number), recordedAt: begin, version: 1, keyId },
  ...{ ...owner, address: 'https://records.example.org/' },
});
