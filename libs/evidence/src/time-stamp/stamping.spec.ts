import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { EventStore, StoredEvent } from '#event-store';
import type { Logger } from '#platform';
import { LEDGER_HISTORY } from '../tree/proved-history';
import { POLICY, StampingAuthority, type Flaws } from './given/stamping-authority';
import { Stamping } from './stamping';

const NOW = Date.parse('2026-03-02T07:00:00Z');
const HOUR = 3_600_000;

let authority: StampingAuthority;
let server: Server;
let flaws: Flaws;
let whenAsked: () => void;
let askedAt: number[];
/** What is in the log, by stream. */
let recorded: Record<string, object[]>;
let causes: unknown[];

beforeAll(async () => {
  authority = await StampingAuthority.create();
  server = createServer((request, response) => {
    askedAt.push(performance.now());
    whenAsked();
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      void authority.answer(Buffer.concat(chunks), flaws).then((answer) => response.end(answer));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(
  () =>
    new Promise((resolve) => {
      server.close(resolve);
      server.closeAllConnections();
    }),
);

beforeEach(() => {
  [flaws, whenAsked, askedAt, causes] = [{ time: new Date(NOW) }, () => undefined, [], []];
  recorded = {
    [LEDGER_HISTORY.checkpoints]: [{ checkpoint: 'note', size: 5 }],
    [LEDGER_HISTORY.stamped]: [],
  };
});

const typeOf = (stream: string) =>
  stream === LEDGER_HISTORY.stamped ? 'CheckpointStamped.v1' : 'CheckpointSigned.v1';

const auditStore = {
  readStream: async (stream: string) =>
    recorded[stream]!.slice(-1).map((data) => ({ type: typeOf(stream), data }) as unknown as StoredEvent),
  append: async (stream: string, _: unknown, events: readonly { readonly data: object }[]) =>
    void recorded[stream]!.push(...events.map(({ data }) => data)),
} as unknown as Pick<EventStore, 'readStream' | 'append'>;

const begin = (policy?: string): Stamping => {
  const { port } = server.address() as AddressInfo;
  const warn = (_: string, about?: { readonly cause?: unknown }) => void causes.push(about?.cause);
  return new Stamping({
    ...{ auditStore, history: LEDGER_HISTORY, clock: () => NOW, log: { warn } as unknown as Logger },
    authority: { url: `http://127.0.0.1:${port}/`, authorities: authority.pem, ...(policy && { policy }) },
  });
};

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 10));
}

const stamps = () => recorded[LEDGER_HISTORY.stamped]!;

it('keeps the pause after a failure, however often something is signed meanwhile', async () => {
  const stamping = begin('1.2.3.4.2');
  whenAsked = () => stamping.wake();
  await until(() => askedAt.length === 3);
  await stamping.close();
  const [first, second, third] = askedAt;
  expect(second! - first!).toBeGreaterThan(900);
  expect(third! - second!).toBeGreaterThan(1_800);
  expect(causes[0]).toMatch(`issued by the policy ${POLICY}`);
});

it.each([
  ['before', -2 * HOUR],
  ['after', 2 * HOUR],
])('does not believe a time long %s that of the clock', async (_, difference) => {
  flaws = { time: new Date(NOW + difference) };
  const stamping = begin();
  await until(() => stamping.report().failures > 0);
  await stamping.close();
  expect(stamps()).toEqual([]);
  expect(causes).toEqual([expect.stringMatching(/more than an hour from that of the clock/)]);
});

const newest = (stampedAt: number, size: number) => ({
  ...{ checkpoint: 'note', token: 'AAAA', size, stampedAt: new Date(stampedAt).toISOString() },
});

it.each([
  ['a day', newest(NOW - 25 * HOUR, 4)],
  ['in a time that is still to come', newest(NOW + 48 * HOUR, 4)],
  ['in a time that is still to come, of the same size', newest(NOW + 48 * HOUR, 5)],
])('asks again when the newest is old by %s', async (_, before) => {
  stamps().push(before);
  const stamping = begin();
  await until(() => stamps().length === 2);
  await stamping.close();
  expect(stamps()[1]).toMatchObject({ size: 5, stampedAt: new Date(NOW).toISOString() });
});
