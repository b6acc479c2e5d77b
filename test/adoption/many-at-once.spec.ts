import type { Person } from '../support/people';
import { adoptingLedger, consents, honest, type AdoptingLedger } from './adopting-ledger';
import { id, isOf, Refusal } from './scripted-source';

const all = [1, 2, 3, 4, 5, 6, 7];
const { list, patient } = honest(all);

let at: AdoptingLedger;
beforeEach(async () => {
  at = await adoptingLedger();
});
afterEach(() => at.close());

const numberOf = (asked: Person): number => all.find(isOf(asked))!;
const eachOnce = Object.fromEntries(all.map((n) => [id(n), 1]));

it('asks for so many patients at a time, and says what came of them in the order of the list', async () => {
  let [now, most] = [0, 0];
  const waiting: (() => void)[] = [];
  at.source.script = {
    list,
    // The first three are answered when all three are asked, the last one first.
    patient: async (asked, ended) => {
      now += 1;
      most = Math.max(most, now);
      if (numberOf(asked) <= 3) {
        await new Promise<void>((answer) => {
          waiting.push(answer);
          if (waiting.length === 3) waiting[2]!();
        });
        waiting.pop();
        waiting.at(-1)?.();
      }
      now -= 1;
      return patient(asked, ended);
    },
  };
  const run = await at.adopt('--json', '--concurrency', '3');
  expect(run).toMatchObject({ code: 0, err: '' });
  expect(most).toBe(3);
  const named = run.records().flatMap((record) => (record as { consent?: string }).consent ?? []);
  expect(named).toEqual(all.map(id));
  expect(await at.eventsHere()).toEqual(eachOnce);
});

it('waits as long as the service asks for patience, with all its questions', async () => {
  const refusals: (() => void)[] = [];
  let [refusedAt, earliest] = [Infinity, Infinity];
  at.source.script = {
    list,
    // The first four are refused together, when all four are asked.
    patient: async (asked, ended) => {
      if (refusals.length < 4) {
        await new Promise<void>((refuse) => {
          refusals.push(refuse);
          if (refusals.length === 4) for (const each of refusals) each();
        });
        refusedAt = performance.now();
        return new Refusal(429, { 'retry-after': '1' });
      }
      earliest = Math.min(earliest, performance.now() - refusedAt);
      return patient(asked, ended);
    },
  };
  const run = await at.adopt('--json');
  expect(run).toMatchObject({ code: 0, err: '' });
  expect(Object.keys(consents(run))).toHaveLength(all.length);
  expect(earliest).toBeGreaterThan(900);
});

it('does not ask again at once where the service names a time that is over', async () => {
  const times = ['0', 'Wed, 21 Oct 2015 07:28:00 GMT'];
  const askedAt: number[] = [];
  at.source.script = {
    patient,
    list: (from) => {
      const time = times[askedAt.push(performance.now()) - 1];
      return time === undefined ? list(from) : new Refusal(429, { 'retry-after': time });
    },
  };
  expect(await at.adopt()).toMatchObject({ code: 0, err: '' });
  const [first, second, third, ...more] = askedAt;
  expect([second! - first!, third! - second!].filter((ms) => ms < 900)).toEqual([]);
  expect(more).toEqual([]);
});
