import { ConsentClient, ConsentCopy, type ConsentCopyOptions, type Moment } from '#client';
import { newId } from '#platform';
import { call } from '../support/call';
import { answering, faultless, FaultyProxy } from '../support/faulty-proxy';
import { HeldConnections } from '../support/held-connections';
import { startInProcess, type InProcessService } from '../support/in-process-service';
import { person } from '../support/people';
import { toCancel, toCheck, toRegister } from '../support/requests';
import { expectEqualFollowers } from './kept-histories';

/** By the clock of the copy, which a test turns: no machine is so busy that it takes so long. */
const STALENESS = 3_600_000;

let service: InProcessService;
let connections: HeldConnections;
let moment: Moment;
let clients: ConsentClient[];
let copies: ConsentCopy[];
let failures: unknown[];
let own: string;
let tests = 0;

beforeAll(async () => {
  service = await startInProcess({ PAGE_SIZE: '2', STREAM_HEARTBEAT_MS: '20' });
});
beforeEach(async () => {
  moment = { monotonic: 5, wall: 1_000_000 };
  [clients, copies, failures] = [[], [], []];
  own = `SE165565594230-S${(tests += 1)}`;
  connections = await HeldConnections.to(service.url);
});
afterEach(async () => {
  for (const copy of copies) await copy.close();
  while ((await openStreams()) > 0);
  for (const client of clients) client.close();
  await connections.close();
});
afterAll(() => service.close());

const pass = (ms: number): void => {
  moment = { monotonic: moment.monotonic + ms, wall: moment.wall + ms };
};

const open = async (
  url = connections.url,
  options: Partial<ConsentCopyOptions> = {},
): Promise<ConsentCopy> => {
  const unhurried = { timeoutMs: 50_000, attemptTimeoutMs: 50_000 };
  const client = new ConsentClient({ url, ...unhurried, retry: { attempts: 1 } });
  const copy = await ConsentCopy.open(client, {
    careProviderId: own,
    maxStalenessMs: STALENESS,
    clock: () => moment,
    onFailure: (error) => failures.push(error),
    ...options,
  });
  clients.push(client);
  copies.push(copy);
  return copy;
};

const place = (n: number) => ({
  patientId: person(n),
  careProviderId: own,
  careUnitId: 'SE165565594230-1001',
});

const register = async (n: number): Promise<string> => {
  const assertionId = newId();
  await call(service.url, 'register-extended-consent', toRegister(assertionId, place(n)));
  return assertionId;
};

const inWords = (copy: ConsentCopy, n: number): boolean | string => {
  const answer = copy.check(toCheck(place(n)));
  return answer.kind === 'answered' ? answer.content.hasConsent : answer.why;
};

const until = async (isSo: () => boolean): Promise<void> => {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 5));
};

const openStreams = async (): Promise<number> => {
  const metrics = await (await fetch(`${service.url}/metrics`)).text();
  return Number(/^consent_open_streams\{contract="GetConsentChanges"\} (\d+)$/m.exec(metrics)?.[1] ?? 0);
};

const untilStreaming = async (): Promise<void> => {
  while ((await openStreams()) === 0);
};

/** So seldom that a reading by it would not come within a test. */
const SELDOM = 10_000_000;

it('answers as the service at every step of random histories', () => expectEqualFollowers(3, 20));

it('learns of each change as it happens, without asking again', async () => {
  const copy = await open();
  copy.follow(SELDOM);
  await untilStreaming();
  const asked = connections.made;
  const ids = [await register(1), await register(2), await register(3)];
  await until(() => [1, 2, 3].every((n) => inWords(copy, n) === true));
  await call(service.url, 'cancel-extended-consent', toCancel(ids[1]!));
  await until(() => inWords(copy, 2) === false);
  expect([1, 3].map((n) => inWords(copy, n))).toEqual([true, true]);
  expect(connections.made).toBe(asked);
  expect(failures).toEqual([]);
});

it('counts its age from when the ledger was asked, however late an event comes', async () => {
  await register(1);
  const copy = await open();
  copy.follow(SELDOM);
  await untilStreaming();
  await until(() => inWords(copy, 1) === true);
  connections.hold();
  // What was held was asked for up to some seconds after the opening, which makes it that much younger.
  pass(2 * STALENESS);
  connections.release();
  while (inWords(copy, 1) === 'stale' && (await openStreams()) > 0);
  expect(inWords(copy, 1)).toBe('stale');
});

it('replaces a stream that brings nothing, and is stale when nothing else comes', async () => {
  await register(1);
  const copy = await open(undefined, { maxStalenessMs: 400, clock: undefined });
  copy.follow(1);
  await until(() => inWords(copy, 1) === true);
  await untilStreaming();
  connections.hold();
  await until(() => inWords(copy, 1) === 'stale');
  connections.release();
  await until(() => inWords(copy, 1) === true);
});

it('goes on where it was after a connection that broke', async () => {
  const copy = await open();
  copy.follow(1);
  for (const n of [1, 2, 3]) {
    await untilStreaming();
    await register(n);
    connections.break();
    await until(() => inWords(copy, n) === true);
  }
  expect([1, 2, 3, 4].map((n) => inWords(copy, n))).toEqual([true, true, true, false]);
});

it('reads to the end when asked to while it streams, and streams on', async () => {
  const copy = await open();
  copy.follow(1);
  for (const n of [1, 2, 3]) {
    await untilStreaming();
    await register(n);
    await copy.refresh();
    await until(() => inWords(copy, n) === true);
  }
  await untilStreaming();
  await register(4);
  await until(() => inWords(copy, 4) === true);
  expect(failures).toEqual([]);
});

it('reads page by page where a service has no streams', async () => {
  const proxy = await FaultyProxy.before(service.url);
  try {
    const noStream = {
      getConsentChangesResult: { result: { resultCode: 'OK' }, changes: [], hasMore: false },
    };
    proxy.next = [faultless, answering(200, JSON.stringify(noStream))];
    const copy = await open(proxy.url);
    copy.follow(1);
    await until(() => proxy.seen.length > 3);
    await register(1);
    await until(() => inWords(copy, 1) === true);
    const streams = proxy.seen.filter(({ headers: { accept } }) => accept?.includes('event-stream'));
    expect(streams).toHaveLength(1);
    expect(failures).toEqual([]);
  } finally {
    await proxy.close();
  }
});

it.each([
  ['is no JSON', 'id: a\nevent: current\ndata: {\n\n'],
  ['has no id', 'event: current\ndata: {"position":1,"readAt":"2026-03-02T08:00:00Z","openForMs":1}\n\n'],
  ['has no time', 'id: a\nevent: current\ndata: {"position":1,"readAt":"soon","openForMs":1}\n\n'],
  ['has no position', 'id: a\nevent: current\ndata: {"readAt":"2026-03-02T08:00:00Z","openForMs":1}\n\n'],
  ['is a change that it cannot read', 'id: a\nevent: change\ndata: {"change":"revived"}\n\n' + current()],
  ['has no end', `data: ${'x'.repeat(2 ** 20)}`],
])('relies on nothing after an event that %s', async (_, text) => {
  await register(1);
  const proxy = await FaultyProxy.before(service.url);
  try {
    proxy.next = [faultless, answering(200, text, { 'content-type': 'text/event-stream' })];
    const copy = await open(proxy.url);
    copy.follow(SELDOM);
    await until(() => failures.length > 0);
    expect(inWords(copy, 1)).toBe('not-read');
  } finally {
    await proxy.close();
  }
});

it('answers nothing after a stream was refused, or its right withdrawn', async () => {
  await register(1);
  const refusal = '{"getConsentChangesResult":{"result":{"resultCode":"ACCESSDENIED"}}}';
  const withdrawn = `${current()}event: end\ndata: {"why":"refused"}\n\n`;
  for (const fault of [
    answering(403, refusal),
    answering(200, withdrawn, { 'content-type': 'text/event-stream' }),
  ]) {
    const proxy = await FaultyProxy.before(service.url);
    proxy.next = [faultless, fault];
    const copy = await open(proxy.url);
    copy.follow(SELDOM);
    await until(() => proxy.seen.length === 2 && inWords(copy, 1) === 'not-read');
    await copy.close();
    await proxy.close();
  }
});

it('has one reader, however often it is told to follow, and none when it is closed', async () => {
  const copy = await open();
  copy.follow(1);
  copy.follow(1);
  await untilStreaming();
  await register(1);
  await until(() => inWords(copy, 1) === true);
  expect(await openStreams()).toBe(1);
  await copy.close();
  while ((await openStreams()) > 0);
});

it('relies on nothing when a change that it has read comes again', async () => {
  const assertionId = await register(1);
  await call(service.url, 'cancel-extended-consent', toCancel(assertionId));
  const page = await call(service.url, 'get-consent-changes', { careProviderId: own });
  const [registered] = (page.body as ChangesPage).getConsentChangesResult.changes;
  const again = `id: a\nevent: change\ndata: ${JSON.stringify(registered)}\n\n${current()}`;
  const proxy = await FaultyProxy.before(service.url);
  proxy.next = [faultless, answering(200, again, { 'content-type': 'text/event-stream' })];
  const copy = await open(proxy.url);
  copy.follow(SELDOM);
  await until(() => failures.length > 0);
  expect(inWords(copy, 1)).toBe('not-read');
  await copy.close();
  await proxy.close();
});

interface ChangesPage {
  readonly getConsentChangesResult: { readonly changes: readonly object[] };
}

it('goes on when the listener of its failures throws', async () => {
  const proxy = await FaultyProxy.before(service.url);
  proxy.next = [answering(503, '{}'), answering(503, '{}')];
  const copy = await open(proxy.url, {
    onFailure: () => {
      throw new Error('The listener fails.');
    },
  });
  copy.follow(1);
  await register(1);
  await until(() => inWords(copy, 1) === true);
  await copy.close();
  await proxy.close();
});

it('passes over events that it does not know, and comments', async () => {
  const proxy = await FaultyProxy.before(service.url);
  try {
    const text = `: hello\n\nid: b\nevent: news\ndata: x\n\n${current()}event: end\ndata: {"why":"time-over"}\n\n`;
    proxy.next = [faultless, answering(200, text, { 'content-type': 'text/event-stream' })];
    const copy = await open(proxy.url);
    copy.follow(SELDOM);
    await until(() => copy.check(toCheck(place(1))).kind === 'answered');
    await until(() => positionOf(copy) === 77);
    expect(failures).toEqual([]);
  } finally {
    await proxy.close();
  }
});

const positionOf = (copy: ConsentCopy): number | null => {
  const answer = copy.check(toCheck(place(1)));
  return answer.kind === 'answered' ? answer.position : null;
};

function current(): string {
  return 'id: a\nevent: current\ndata: {"position":77,"readAt":"2026-03-02T08:00:00Z","openForMs":1}\n\n';
}
