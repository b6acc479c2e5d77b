import { createLog } from '#platform';
import { Unauthenticated } from './unauthenticated';
import { TooManyUnproved, UnprovedRequests } from './unproved-requests';

const MINUTE = 60_000;
const FALSE = new Unauthenticated('The token has expired.');

let now: number;
let counted: string[];
let warnings: object[];
let unproved: UnprovedRequests;

beforeEach(() => {
  [now, counted, warnings] = [0, [], []];
  const log = { ...createLog('error'), warn: (_message: string, entry: object) => warnings.push(entry) };
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

it('forgets the address that sent nothing for longest, when 10 000 others came', () => {
  exhaust('first');
  exhaust('second');
  for (let other = 0; other < 9_998; other += 1) refusedAs(`other ${other}`);
  expect(refusedAs('first')).toBeInstanceOf(TooManyUnproved);
  refusedAs('one more');
  expect(refusedAs('first')).toBeInstanceOf(TooManyUnproved);
  expect(refusedAs('second')).toBe(FALSE);
});
