import { generateKeyPairSync } from 'node:crypto';
import type { StoredEvent } from '#event-store';
import { LEDGER_HISTORY, noteSigner, signCheckpoint, type StampedCheckpoint } from '#evidence';
import { StampingAuthority } from '#evidence/given';
import { stampsOfHistory } from './stamps-of-history';

const DAY = 86_400_000;
const NOW = Date.parse('2026-03-20T07:00:00Z');
const daysAgo = (days: number) => NOW - days * DAY;

const { privateKey } = generateKeyPairSync('ed25519');
const signer = noteSigner('ledger.example', privateKey);
const signerOfRecords = noteSigner('ledger.example/decisions', privateKey);
let authority: StampingAuthority;
beforeAll(async () => {
  authority = await StampingAuthority.create();
});

async function stamped(
  size: number,
  time: number,
  { by = signer, ...recorded }: Partial<StampedCheckpoint> & { readonly by?: typeof signer } = {},
): Promise<StampedCheckpoint> {
  const checkpoint = signCheckpoint({ size, root: Buffer.alloc(32, size) }, by);
  const token = await authority.stamp(checkpoint, { time: new Date(time) });
  return { checkpoint, size, token, stampedAt: new Date(time).toISOString(), ...recorded };
}

/** What is found in a history with these stamps, whose newest checkpoint is over ten events. */
async function checked(stamps: readonly StampedCheckpoint[], since?: number) {
  const eventsOf = (stream: string) =>
    stream === LEDGER_HISTORY.stamped
      ? stamps.map((data) => ({ type: 'CheckpointStamped.v1', data }))
      : [{ type: 'CheckpointSigned.v1', data: { checkpoint: 'note', size: 10 } }];
  const readStream = async (stream: string) => eventsOf(stream) as unknown as StoredEvent[];
  const found: string[] = [];
  const demanded = { trust: { authorities: authority.pem }, now: NOW, ...(since && { since }) };
  const history = {
    history: LEDGER_HISTORY,
    auditStore: { readStream },
    verifiers: [signer.verifier],
  };
  const good = await stampsOfHistory(history, demanded, (fault) => void found.push(fault));
  return { good: good.map(({ size }) => size), found };
}

it('takes the stamps of its own checkpoints', async () => {
  const stamps = [await stamped(4, daysAgo(4)), await stamped(9, daysAgo(2))];
  expect(await checked(stamps, daysAgo(5))).toEqual({ good: [4, 9], found: [] });
});

it('does not take those of another history for them', async () => {
  const { good, found } = await checked([await stamped(9, daysAgo(1), { by: signerOfRecords })], daysAgo(5));
  expect(good).toEqual([]);
  expect(found).toEqual([expect.stringMatching(/proves nothing/), expect.stringMatching(/no time stamp/)]);
});

it.each([
  ['another size than what is signed', () => stamped(9, daysAgo(1), { size: 8 }), /is over 9 events/],
  ['a time that is still to come', () => stamped(9, NOW + DAY), /still to come: 2026-03-21T07/],
])('does not take one with %s', async (_, make, message) => {
  const { good, found } = await checked([await make()]);
  expect(good).toEqual([]);
  expect(found).toEqual([expect.stringMatching(message)]);
});

it('says when another time is recorded than is stamped', async () => {
  const { good, found } = await checked([
    await stamped(9, daysAgo(9), { stampedAt: '2026-03-19T07:00:00.000Z' }),
  ]);
  expect(good).toEqual([9]);
  expect(found).toEqual([
    expect.stringMatching(/recorded as of 2026-03-19T07:00:00\.000Z, and is of 2026-03-11T07/),
  ]);
});

it('misses new stamps where an old checkpoint is stamped again and again', async () => {
  const again = (size: number) => Promise.all([6, 4, 2].map((days) => stamped(size, daysAgo(days))));
  expect((await checked(await again(9), daysAgo(7))).found).toEqual([
    expect.stringMatching(/no time stamp between 2026-03-14T07:00:00\.000Z and 2026-03-20T07/),
  ]);
  expect((await checked(await again(10), daysAgo(7))).found).toEqual([]);
});
