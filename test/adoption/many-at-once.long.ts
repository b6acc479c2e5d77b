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

it('does not wait longer than five minutes', async () => {
  at.source.script = { list, patient: () => new Refusal(503, { 'retry-after': '3600' }) };
  expect(await at.adopt()).toMatchObject({
    code: 3,
    err: expect.stringMatching(/takes no more requests now \(HTTP status 503\).*run the command again/),
  });
});

it('keeps and reports what came of the others when one question fails', async () => {
  at.source.script = {
    list,
    patient: (asked, ended) => (numberOf(asked) === 2 ? new Refusal(401) : patient(asked, ended)),
  };
  const run = await at.adopt('--json', '--concurrency', '2');
  expect(run).toMatchObject({ code: 3, err: expect.stringContaining('The service asks who calls.') });
  const events = await at.eventsHere();
  expect(Object.keys(consents(run)).map((n) => id(Number(n)))).toEqual(Object.keys(events).sort());
  expect(events).not.toHaveProperty(id(7));
  at.source.script = honest(all);
  expect(await at.adopt()).toMatchObject({ code: 0, err: '' });
  expect(await at.eventsHere()).toEqual(eachOnce);
});

it('is resumed after kill -9 at any time, and adopts nothing twice', async () => {
  for (let answered = 1; answered <= 5; answered += 2) {
    const killed = at.begin('--concurrency', '3');
    const gone = new Promise<void>((ended) => killed.once('close', () => ended()));
    let left = answered;
    at.source.script = {
      list,
      patient: async (asked, ended) => {
        left -= 1;
        if (left >= 0) return patient(asked, ended);
        killed.kill('SIGKILL');
        await gone;
        return null;
      },
    };
    await gone;
  }
  at.source.script = honest(all);
  const runs = await Promise.all([at.adopt(), at.adopt('--concurrency', '5')]);
  expect(runs.map(({ code, err }) => [code, err])).toEqual([
    [0, ''],
    [0, ''],
  ]);
  expect(await at.eventsHere()).toEqual(eachOnce);
});

it.each(['0', '65', '1.5', 'many'])('refuses to ask for %s patients at a time', async (count) => {
  expect(await at.adopt('--concurrency', count)).toMatchObject({
    code: 2,
    err: expect.stringContaining('--concurrency is a whole number from 1 to 64.'),
  });
  expect(at.source.asked).toBe(0);
});
