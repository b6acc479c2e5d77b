import { person } from '../support/people';
import { adoptingLedger, consents, honest, type AdoptingLedger } from './adopting-ledger';
import { answered, extended, id, isOf, listed, page } from './scripted-source';

const identity = person(99).extension;

let at: AdoptingLedger;
beforeEach(async () => {
  at = await adoptingLedger();
});
afterEach(() => at.close());

it('reports each consent that it cannot adopt, and adopts the others', async () => {
  const all = [1, 2, 3, 4, 5, 6, 7, 8, 9];
  const odd: Readonly<Record<number, readonly object[]>> = {
    1: [extended(1)],
    2: [extended(2, { registrationInfo: undefined })],
    3: [extended(3), extended(3, {}, { endDate: '2099-01-01T00:00:00' })],
    4: [extended(4, {}, { patientId: person(99) })],
    5: [extended(5, {}, { startDate: '2099-01-01T00:00:00', endDate: '2098-01-01T00:00:00' })],
    6: [extended(6, {}, { startDate: identity })],
    7: [extended(7, {}, { careUnitId: identity })],
    8: [extended(8, { cancellationInfo: {} })],
  };
  let asked = 0;
  at.source.script = {
    // The first question meets a broken connection, and is asked again.
    list: () => (asked++ === 0 ? null : page([...all.map((n) => listed(n)), { assertionId: identity }])),
    patient: (patient) => {
      const n = all.find(isOf(patient))!;
      return n === 9
        ? answered([], { resultCode: 'INFO', resultText: `Inte allt om ${identity}` })
        : answered(odd[n]!);
    },
  };
  const run = await at.adopt('--json');
  expect(run).toMatchObject({ code: 1, err: '' });
  expect(consents(run)).toEqual({
    1: 'adopted',
    2: 'not adopted: registrationInfo is missing.',
    3: 'not adopted: It is stated twice, and not in the same way.',
    4: 'not adopted: It is of another patient or care provider than was asked for.',
    5: 'not adopted: Valideringsfel: angivet datumspann är ogiltigt',
    6: 'not adopted: pDLAssertion.startDate is not a time.',
    7: expect.stringMatching(/^not adopted: Valideringsfel: .*careUnitId/),
    9: 'not adopted: It is not answered, and the service says that it leaves something out.',
  });
  expect(run.records().at(-1)).toMatchObject({ nameless: 1, ended: 1, leftOut: ['Inte allt om …'] });
  expect(await at.eventsHere()).toEqual({ [id(1)]: 1 });
});

it('is resumed after kill -9, also by two at once, and adopts nothing twice', async () => {
  const all = [1, 2, 3, 4, 5, 6];
  const { list, patient } = honest(all);
  const killed = at.begin('--concurrency', '1');
  const gone = new Promise<void>((ended) => killed.once('close', () => ended()));
  at.source.script = {
    list,
    // The third patient is never answered: two are adopted by then.
    patient: async (asked, ended) => {
      if (all.findIndex((n) => isOf(asked)(n)) < 2) return patient(asked, ended);
      killed.kill('SIGKILL');
      await gone;
      return null;
    },
  };
  await gone;
  expect(await at.eventsHere()).toEqual({ [id(1)]: 1, [id(2)]: 1 });
  at.source.script = honest(all);
  const runs = await Promise.all([at.adopt(), at.adopt()]);
  expect(runs.map(({ code, err }) => [code, err])).toEqual([
    [0, ''],
    [0, ''],
  ]);
  expect(await at.eventsHere()).toEqual(Object.fromEntries(all.map((n) => [id(n), 1])));
});
