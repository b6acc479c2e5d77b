import { createLog } from '#platform';
import { NonceDemanded, Unauthenticated } from './unauthenticated';
import { TooManyUnproved, UnprovedRequests } from './unproved-requests';

const MINUTE = 60_000;
const FALSE = new Unauthenticated('The token has expired.');

let now: number;
let counted: string[];
let warnings: object[];
let sentences: string[];
let unproved: UnprovedRequests;

beforeEach(() => {
  [now, counted, warnings, sentences] = [0, [], [], []];
  const warn = (message: string, entry: object) => {
    sentences.push(message);
    warnings.push(entry);
  };
  const log = { ...createLog('error'), warn };
  const limits = { perMinute: 3, count: (outcome: string) => counted.push(outcome) };
  unproved = new UnprovedRequests(limits, log as never, () => now);
});

const refusedAs = (address: string): unknown => unproved.refusalOf(FALSE, address);

function exhaust(address: string): void {
  for (let request = 0; request < 3; request += 1) expect(refusedAs(address)).toBe(FALSE);
}

it('says what is wrong with as many false proofs as may come in a minute, and then when to come again', () => {
  exhaust('192.0.2.1');
  expect(refusedAs('192.0.2.1')).toBeInstanceOf(TooManyUnproved);
  expect(refusedAs('192.0.2.1')).toMatchObject({ retryAfter: 20 });
  now += 20_000;
  expect(refusedAs('192.0.2.1')).toBe(FALSE);
  expect(refusedAs('192.0.2.1')).toBeInstanceOf(TooManyUnproved);
  expect(counted).toEqual(['refused', 'refused', 'refused', 'limited', 'limited', 'refused', 'limited']);
});

it('takes nothing from another address', () => {
  exhaust('192.0.2.1');
  exhaust('192.0.2.2');
});

it('leaves every other error as it is, and does not count it', () => {
  const other = new Error('The keys of the issuer cannot be read.');
  exhaust('192.0.2.1');
  expect(unproved.refusalOf(other, '192.0.2.1')).toBe(other);
  expect(counted).toHaveLength(3);
});

it('logs the number of requests beyond the limit once a minute', () => {
  exhaust('192.0.2.1');
  for (let request = 0; request < 50; request += 1) refusedAs('192.0.2.1');
  expect(warnings).toEqual([{ requests: 1 }]);
  now += MINUTE;
  for (let request = 0; request < 50; request += 1) refusedAs('192.0.2.1');
  expect(warnings).toEqual([{ requests: 1 }, { requests: 50 }]);
});

it('logs the requests beyond the limit of a key by themselves', () => {
  const refused = (error: Unauthenticated, times: number) => {
    for (let request = 0; request < times; request += 1) unproved.refusalOf(error, '192.0.2.1');
  };
  const nonceDemanded = new NonceDemanded('a nonce', 'a key');
  refused(FALSE, 4);
  refused(nonceDemanded, 5);
  refused(FALSE, 4);
  now += MINUTE;
  refused(FALSE, 4);
  refused(nonceDemanded, 4);
  const address = 'requests are refused: too many of one address do not prove who sent them';
  const key = 'requests are refused: too many proofs of one key are not signed with a nonce of this service';
  expect(sentences).toEqual([address, key, address, key]);
  expect(warnings).toEqual([1, 1, 5, 2].map((requests) => ({ requests })));
});

it('forgets the address that sent nothing for longest, when 10 000 others came', () => {
  exhaust('first');
  exhaust('second');
  for (let other = 0; other < 9_998; other += 1) refusedAs(`other ${other}`);
  expect(refusedAs('first')).toBeInstanceOf(TooManyUnproved);
  refusedAs('one more');
  expect(refusedAs('first')).toBeInstanceOf(TooManyUnproved);
  expect(refusedAs('second')).toBe(FALSE);
});
