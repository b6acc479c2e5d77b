import { appendFile, readFile, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ConsentClient, ConsentCopy, type ConsentCopyOptions, type Moment } from '#client';
import { newId } from '#platform';
import { call } from '../support/call';
import { answering, faults, FaultyProxy } from '../support/faulty-proxy';
import { startInProcess, type InProcessService } from '../support/in-process-service';
import { person } from '../support/people';
import { toCancel, toCheck, toRegister } from '../support/requests';
import { temporaryFolder, type TemporaryFolder } from '../support/temporary-folder';
import { expectEqualCopies } from './kept-histories';

const OTHER = 'SE165565594230-2000';
const STALENESS = 10_000;
const NOW = Date.parse('2026-03-02T08:00:00Z');

let folder: TemporaryFolder;
let service: InProcessService;
let proxy: FaultyProxy;
let client: ConsentClient;
let tests = 0;
/** A care provider for each test. */
let own: string;
let moment: Moment;
let copies: ConsentCopy[];

const clock = (): Moment => moment;
const pass = (monotonic: number, wall = monotonic): void => {
  moment = { monotonic: moment.monotonic + monotonic, wall: moment.wall + wall };
};

beforeAll(async () => {
  folder = await temporaryFolder();
  service = await startInProcess({ PAGE_SIZE: '2' }, () => NOW);
  proxy = await FaultyProxy.before(service.url);
  const unhurried = { timeoutMs: 50_000, attemptTimeoutMs: 50_000 };
  client = new ConsentClient({ url: proxy.url, ...unhurried, retry: { attempts: 1 } });
});
beforeEach(() => {
  moment = { monotonic: 5, wall: 1_000_000 };
  copies = [];
  tests += 1;
  own = `SE165565594230-T${tests}`;
  proxy.next = [];
  proxy.target = service.url;
});
afterEach(async () => {
  for (const copy of copies) await copy.close();
});
afterAll(async () => {
  client.close();
  await proxy.close();
  await service.close();
  await folder.remove();
});

const open = async (more: Partial<ConsentCopyOptions> = {}): Promise<ConsentCopy> => {
  const copy = await ConsentCopy.open(client, {
    careProviderId: own,
    maxStalenessMs: STALENESS,
    clock,
    ...more,
  });
  copies.push(copy);
  return copy;
};

const file = (): string => join(folder.path, `copy-${tests}`);

const place = (n: number) => ({
  patientId: person(n),
  careProviderId: own,
  careUnitId: 'SE165565594230-1001',
});

const register = async (n: number, more: object = {}, url = service.url): Promise<string> => {
  const assertionId = newId();
  const { status } = await call(url, 'register-extended-consent', toRegister(assertionId, place(n), more));
  expect(status).toBe(201);
  return assertionId;
};

const inWords = (copy: ConsentCopy, n: number): boolean | string => {
  const answer = copy.check(toCheck(place(n)));
  return answer.kind === 'answered' ? answer.content.hasConsent : answer.why;
};

it('answers as the service at every step of random histories', () => expectEqualCopies(3, 20));

describe('a copy', () => {
  it('answers nothing before it was read to its end, and nothing after it was closed', async () => {
    await register(1);
    const copy = await open();
    expect(inWords(copy, 1)).toBe('not-read');
    await copy.refresh();
    expect([inWords(copy, 1), inWords(copy, 2)]).toEqual([true, false]);
    await copy.close();
    expect(inWords(copy, 1)).toBe('not-read');
  });

  it.each([
    ['clock that never goes backwards', STALENESS + 1, 0],
    ['wall clock, as after a sleep', 0, STALENESS + 1],
  ])('answers nothing when it is too old by the %s', async (_, monotonic, wall) => {
    await register(1);
    const copy = await open();
    await copy.refresh();
    pass(STALENESS);
    expect(inWords(copy, 1)).toBe(true);
    pass(monotonic - STALENESS, wall - STALENESS);
    expect(inWords(copy, 1)).toBe('stale');
    await copy.refresh();
    expect(inWords(copy, 1)).toBe(true);
  });

  it('goes by the time of the service, and asks where the answer changes just now', async () => {
    await register(1, { endDate: '2026-03-02T09:00:05' });
    const copy = await open();
    await copy.refresh();
    pass(5_000);
    expect(inWords(copy, 1)).toBe(true);
    pass(1);
    expect(inWords(copy, 1)).toBe(false);
    pass(0, -3_000);
    expect(inWords(copy, 1)).toBe('unclear-time');
  });

  it.each([
    ['another care provider', { careProviderId: OTHER }, 'other-care-provider'],
    ['an id that is none', { employeeId: 'Å'.repeat(40) }, 'unclear-question'],
    ['an element too many', { more: 1 }, 'unclear-question'],
    ['a missing unit', { careUnitId: undefined }, 'unclear-question'],
  ])('does not answer a question with %s', async (_, actor, why) => {
    await register(1);
    const copy = await open();
    await copy.refresh();
    const { accessingActor, patientId } = toCheck(place(1));
    const question = { accessingActor: { ...accessingActor, ...actor }, patientId } as ReturnType<
      typeof toCheck
    >;
    expect(copy.check(question)).toEqual({ kind: 'ask-service', why });
  });
});

describe('when the service does not answer', () => {
  it('answers until it is too old, and again after the next reading', async () => {
    const assertionId = await register(1);
    const copy = await open();
    await copy.refresh();
    await call(service.url, 'cancel-extended-consent', toCancel(assertionId));
    proxy.next = [faults.broken];
    await expect(copy.refresh()).rejects.toThrow();
    expect(inWords(copy, 1)).toBe(true);
    pass(STALENESS + 1);
    expect(inWords(copy, 1)).toBe('stale');
    await copy.refresh();
    expect(inWords(copy, 1)).toBe(false);
  });

  it.each([
    ['refused', answering(403, '{"getConsentChangesResult":{"result":{"resultCode":"ACCESSDENIED"}}}')],
    ['not authenticated', answering(401, '{}')],
    ['answered by something else', answering(200, '{"hello":1}')],
    ['of a kind that it does not know', answering(200, JSON.stringify(pageWith({ change: 'revived' })))],
    ['without an instant', answering(200, JSON.stringify(pageWith({ change: 'ended' })))],
  ])('answers nothing after changes that are %s', async (_, fault) => {
    await register(1);
    const copy = await open();
    await copy.refresh();
    proxy.next = [fault];
    await expect(copy.refresh()).rejects.toThrow();
    expect(inWords(copy, 1)).toBe('not-read');
    await copy.refresh();
    expect(inWords(copy, 1)).toBe(true);
  });

  it('begins again where its cursor is of another history, such as after an older backup', async () => {
    await register(1);
    const copy = await open({ file: file() });
    await copy.refresh();
    const other = await startInProcess({}, () => NOW);
    await register(2, {}, other.url);
    proxy.target = other.url;
    await copy.refresh();
    expect([inWords(copy, 1), inWords(copy, 2)]).toEqual([false, true]);
    await copy.close();
    const again = await open({ file: file() });
    await again.refresh();
    expect([inWords(again, 1), inWords(again, 2)]).toEqual([false, true]);
    await other.close();
  });
});

describe('a copy in a file', () => {
  it('goes on where it was, for its owner alone', async () => {
    for (const n of [1, 2, 3]) await register(n);
    const first = await open({ file: file() });
    await first.refresh();
    await first.close();
    expect((await stat(file())).mode & 0o777).toBe(0o600);
    await register(4);
    const second = await open({ file: file() });
    expect(inWords(second, 1)).toBe('not-read');
    proxy.seen.length = 0;
    await second.refresh();
    expect(proxy.seen).toHaveLength(1);
    expect([1, 4, 5].map((n) => inWords(second, n))).toEqual([true, true, false]);
  });

  it('is as the service also after every way of cutting it off or changing it', async () => {
    for (const n of [1, 2, 3]) await register(n);
    const first = await open({ file: file() });
    await first.refresh();
    await first.close();
    const whole = await readFile(file());
    const spoils: (() => Promise<void>)[] = [
      ...Array.from({ length: 12 }, (_, n) => () => truncate(file(), Math.floor((whole.length * n) / 12))),
      () => appendFile(file(), '{"half a line'),
      () => writeFile(file(), whole.toString().replace('"put"', '"gone"')),
      () => writeFile(file(), whole.toString().split('\n').toSpliced(1, 1).join('\n')),
    ];
    for (const spoil of spoils) {
      await writeFile(file(), whole);
      await spoil();
      const copy = await open({ file: file() });
      await copy.refresh();
      expect([1, 2, 3, 4].map((n) => inWords(copy, n))).toEqual([true, true, true, false]);
      await copy.close();
      const again = await open({ file: file() });
      await again.refresh();
      expect([1, 2, 3, 4].map((n) => inWords(again, n))).toEqual([true, true, true, false]);
      await again.close();
    }
  });

  it('of another care provider is begun again', async () => {
    await register(1);
    const first = await open({ file: file() });
    await first.refresh();
    await first.close();
    const other = await open({ file: file(), careProviderId: OTHER });
    await other.refresh();
    const at = { ...place(1), careProviderId: OTHER };
    expect(other.check(toCheck(at))).toMatchObject({ content: { hasConsent: false } });
  });
});

it('follows in the background, and says why it cannot', async () => {
  const failures: unknown[] = [];
  const copy = await open({ onFailure: (error) => failures.push(error), clock: undefined });
  proxy.next = [answering(401, '{}')];
  copy.follow(1);
  await register(1);
  while (inWords(copy, 1) !== true) await copy.refresh().catch(() => undefined);
  expect(failures).toHaveLength(1);
});

function pageWith(change: object) {
  return {
    getConsentChangesResult: {
      result: { resultCode: 'OK' },
      changes: [{ position: 0, assertionId: newId(), ...change }],
      hasMore: false,
      cursor: '0-0',
      position: 0,
      readAt: '2026-03-02T08:00:00.000Z',
    },
  };
}
