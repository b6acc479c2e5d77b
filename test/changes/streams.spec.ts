import { newId } from '#platform';
import { startRegistered } from '../callers/registered-service';
import { keptAccesses } from '../accesses/kept-accesses';
import { call } from '../support/call';
import { startInProcess, type InProcessService } from '../support/in-process-service';
import { person } from '../support/people';
import { toCancel, toRegister } from '../support/requests';
import { temporaryFolder } from '../support/temporary-folder';
import { inSeconds } from '../support/token-issuer';
import { EventReader } from './event-reader';
import { allAfter, type Change } from './pages';

const OTHER = 'SE165565594230-2000';
const anywhere = { patientId: person(1), careUnitId: 'SE165565594230-1001' };

/** A stream that is woken by time alone would not be done within the time of a test. */
const SELDOM = '60000';
const OFTEN = '20';

/** One whose streams are woken by the ledger alone, and one with heartbeats. */
let woken: InProcessService;
let beating: InProcessService;
let own: string;
let tests = 0;
let readers: EventReader[] = [];
beforeAll(async () => {
  const settings = { PAGE_SIZE: '2', STREAMS_PER_CALLER: '3' };
  woken = await startInProcess({ ...settings, STREAM_HEARTBEAT_MS: SELDOM });
  beating = await startInProcess({ ...settings, STREAM_HEARTBEAT_MS: OFTEN });
});
/** A care provider for each test. */
beforeEach(() => {
  own = `SE165565594230-T${(tests += 1)}`;
});
afterEach(async () => {
  for (const reader of readers) reader.kill();
  readers = [];
  while (![undefined, '0'].includes(await openStreams()));
});
afterAll(async () => {
  await woken.close();
  await beating.close();
});

const openStreams = async (): Promise<string | undefined> =>
  /^consent_open_streams\{contract="GetConsentChanges"\} (\d+)$/m.exec(
    await (await fetch(`${woken.url}/metrics`)).text(),
  )?.[1];

type Opening = Partial<Parameters<typeof EventReader.open>[1]>;

const open = async (url: string, opening: Opening = {}): Promise<EventReader> => {
  const reader = await EventReader.open(url, { careProviderId: own, ...opening });
  readers.push(reader);
  return reader;
};

const register = async (url: string, careProviderId = own): Promise<string> => {
  const assertionId = newId();
  const at = { ...anywhere, careProviderId };
  const { status } = await call(url, 'register-extended-consent', toRegister(assertionId, at));
  expect(status).toBe(201);
  return assertionId;
};

const changesOf = (reader: EventReader) => reader.of('change').map(({ data }) => data as unknown as Change);

const positionOf = (reader: EventReader): number => Number(reader.of('current').at(-1)?.data.position ?? -1);

describe('a stream of changes', () => {
  it('has what the pages have, each with its cursor, and each change when it happens', async () => {
    const { url } = woken;
    for (let n = 0; n < 5; n++) await register(url);
    const reader = await open(url);
    await reader.until(() => reader.of('current').length >= 1);
    const assertionId = await register(url);
    await reader.until(() => changesOf(reader).length >= 6);
    await call(url, 'cancel-extended-consent', toCancel(assertionId));
    await reader.until(() => changesOf(reader).length >= 7 && reader.of('current').length >= 3);
    const { changes, last } = await allAfter(url, own);
    expect(changesOf(reader)).toEqual(changes);
    expect(reader.of('change').at(-1)!.id).toBe(last.cursor);
    expect(reader.events.at(-1)).toEqual({
      comment: 'heartbeat',
      event: 'current',
      id: last.cursor,
      data: {
        position: expect.any(Number) as number,
        readAt: expect.any(String) as string,
        openForMs: expect.any(Number) as number,
      },
    });
    expect(positionOf(reader)).toBeGreaterThanOrEqual(changes.at(-1)!.position);
  });

  it('goes on behind every id that it has sent, and behind every cursor', async () => {
    const { url } = woken;
    for (let n = 0; n < 4; n++) await register(url);
    const first = await open(url);
    await first.until(() => first.of('current').length >= 1);
    const sent = first.of('change');
    for (const [index, { id }] of sent.entries()) {
      const rest = changesOf(first).slice(index + 1);
      for (const opening of [
        { headers: { 'last-event-id': id!, accept: 'text/event-stream' } },
        { cursor: id },
      ]) {
        const reader = await open(url, opening);
        await reader.until(() => reader.of('current').length >= 1);
        expect(changesOf(reader)).toEqual(rest);
        reader.kill();
      }
      const { changes } = await allAfter(url, own, id);
      expect(changes).toEqual(rest);
    }
  });

  it('says up to where it is complete while nothing happens, also when others change', async () => {
    const { url } = beating;
    await register(url);
    const reader = await open(url);
    await register(url, OTHER);
    const { last } = await allAfter(url, OTHER);
    await reader.until(() => positionOf(reader) >= last.position);
    const opened = reader.of('current').map(({ data }) => Number(data.openForMs));
    expect(opened).toEqual([...opened].sort((one, other) => one - other));
    expect(changesOf(reader)).toHaveLength(1);
  });

  it.each([
    ['no cursor', { cursor: '1.1' }, /^400 .*ogiltig cursor/],
    ['one of another history', { cursor: '0-abc' }, /^400 .*cursor hör inte till denna historik/],
    ['an id that is no cursor', { headers: { 'last-event-id': 'x' } }, /^400 .*ogiltig cursor/],
  ])('is refused as a page is: %s', async (_, opening, answer) => {
    const { url } = woken;
    await register(url);
    await expect(open(url, opening)).rejects.toThrow(answer);
  });

  it('is a success like a page, for whoever accepts it', async () => {
    const answered = async (accept: string): Promise<string> => {
      const { response } = await open(woken.url, { headers: { accept } });
      return `${response.statusCode} ${response.headers['content-type']}`;
    };
    for (const accept of ['text/event-stream', 'Application/JSON, Text/Event-Stream ;q=0.5'])
      expect(await answered(accept)).toBe('200 text/event-stream');
    for (const accept of ['*/*', 'text/event-stream; q=0.0, application/json', 'x-text/event-stream'])
      await expect(answered(accept)).rejects.toThrow(/^200 \{"getConsentChangesResult"/);
  });

  it('is open as often as a caller may have it, and shown by a metric', async () => {
    const { url } = woken;
    const [first] = [await open(url), await open(url), await open(url)];
    await expect(open(url)).rejects.toThrow(/^429 .*At most 3 streams of a caller/);
    expect(await openStreams()).toBe('3');
    first.kill();
    while ((await openStreams()) !== '2') await first.ended;
    const again = await open(url);
    await again.until(() => again.of('current').length >= 1);
  });
});

describe('the right to a stream', () => {
  const lists = () => ({ clientId: 'lists', rights: ['list' as const], careProviders: [own] });
  const settings = { STREAM_HEARTBEAT_MS: OFTEN };
  const refused = { event: 'end', data: { why: 'refused' } };

  it('is the right to the pages', async () => {
    const registered = await startRegistered([
      lists(),
      { ...lists(), clientId: 'checks', rights: ['check'] },
    ]);
    const headersOf = async (clientId: string) => ({ headers: await registered.proofOf(clientId) });
    const { url } = registered;
    await expect(open(url)).rejects.toThrow(/^401 /);
    await expect(open(url, await headersOf('checks'))).rejects.toThrow(/^403 .*ACCESSDENIED/);
    const foreign = { careProviderId: OTHER, ...(await headersOf('lists')) };
    await expect(open(url, foreign)).rejects.toThrow(/^403 .*ACCESSDENIED/);
    const reader = await open(url, await headersOf('lists'));
    await reader.until(() => reader.of('current').length >= 1);
    await registered.close();
  });

  it('ends with the caller in the register, with its right, and with its care provider', async () => {
    const callers = ['one', 'two', 'three'].map((clientId) => ({ ...lists(), clientId }));
    const registered = await startRegistered(callers, settings);
    const opened = await Promise.all(
      callers.map(async ({ clientId }) =>
        open(registered.url, { headers: await registered.proofOf(clientId) }),
      ),
    );
    for (const reader of opened) await reader.until(() => reader.of('current').length >= 2);
    await registered.register(
      { ...callers[1]!, rights: ['check'] },
      { ...callers[2]!, careProviders: [OTHER] },
    );
    for (const reader of opened) {
      expect(await reader.ended).toBe(true);
      expect(reader.events.at(-1)).toEqual(refused);
    }
    await registered.close();
  });

  it('ends with a word when the service stops, and with the token', async () => {
    let later = 0;
    const registered = await startRegistered([lists()], settings, () => Date.now() + later);
    const reader = await open(registered.url, { headers: await registered.proofOf('lists') });
    await reader.until(() => reader.of('current').length >= 2);
    const lasting = await registered.proofOf('lists', { exp: inSeconds(48 * 3_600) });
    const last = await open(registered.url, { headers: lasting });
    await last.until(() => last.of('current').length >= 1);
    later = 24 * 3_600_000;
    expect(await reader.ended).toBe(true);
    expect(reader.events.at(-1)).toEqual(refused);
    const closing = registered.close();
    expect(await last.ended).toBe(true);
    expect(last.events.at(-1)).toEqual({ event: 'end', data: { why: 'service-stopping' } });
    await closing;
  });

  it('is recorded when it is asked for, for each page that shows something, and when it ends', async () => {
    const folder = await temporaryFolder();
    const writes = { ...lists(), clientId: 'writes', rights: ['write' as const] };
    const registered = await startRegistered([lists(), writes], { ...settings, DATA_DIR: folder.path });
    const reader = await open(registered.url, { headers: await registered.proofOf('lists') });
    await reader.until(() => reader.of('current').length >= 3);
    await registered.call(
      'writes',
      'register-extended-consent',
      toRegister(newId(), { ...anywhere, careProviderId: own }),
    );
    await reader.until(() => changesOf(reader).length >= 1 && reader.of('current').length >= 6);
    await registered.register({ ...lists(), rights: ['check'] }, writes);
    expect(await reader.ended).toBe(true);
    await registered.close();
    const accesses = await keptAccesses({ folder: folder.path });
    const looks = accesses.filter(({ contract }) => contract === 'GetConsentChanges');
    expect(looks.map(({ shown, isGranted, denial }) => [shown, isGranted, denial])).toEqual([
      [0, true, undefined],
      [1, true, undefined],
      [0, false, 'right'],
    ]);
    expect(new Set(looks.map(({ correlationId }) => correlationId)).size).toBe(1);
    await folder.remove();
  });
});
