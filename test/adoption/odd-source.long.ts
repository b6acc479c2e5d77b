import { person } from '../support/people';
import { adoptingLedger, consents, honest, type AdoptingLedger } from './adopting-ledger';
import { answered, id, listed, page, WrongStatus } from './scripted-source';

const identity = person(99).extension;

let at: AdoptingLedger;
beforeEach(async () => {
  at = await adoptingLedger();
});
afterEach(() => at.close());

it('changes nothing where the list has no end, or the service refuses it', async () => {
  at.source.script = { ...honest([1]), list: () => page([listed(1)], { hasMore: true }) };
  expect(await at.adopt()).toMatchObject({
    code: 3,
    err: expect.stringContaining('the pages do not end, because moreOnOrAfter does not advance.'),
  });
  const refusal = { result: { resultCode: 'ACCESSDENIED', resultText: `Nej, inte ${identity}` } };
  at.source.script = { ...honest([1]), list: () => new WrongStatus(403, page([], refusal)) };
  expect(await at.adopt()).toMatchObject({
    code: 3,
    err: expect.stringContaining('ACCESSDENIED: Nej, inte ….'),
  });
  expect(await at.eventsHere()).toEqual({});
});

it('gives up after four attempts, and says that it can be made again', async () => {
  at.source.script = { ...honest([1]), patient: () => null };
  const run = await at.adopt();
  expect(run).toMatchObject({
    code: 3,
    err: expect.stringMatching(/cannot be reached.*run the command again/),
  });
  expect(at.source.asked).toBe(5);
});

it('does not take silence for an end, nor another service for the same', async () => {
  at.source.script = honest([1, 2]);
  expect(consents(await at.adopt('--json'))).toEqual({ 1: 'adopted', 2: 'adopted' });
  at.source.script = {
    list: () => page([listed(1)]),
    patient: () => answered([], { resultCode: 'INFO', resultText: 'En del' }),
  };
  const silent = await at.adopt('--json');
  expect(silent.code).toBe(1);
  expect(consents(silent)).toEqual({ 2: expect.stringMatching(/^not confirmed: It is not answered/) });
  at.source.script = honest([]);
  expect(await at.adopt()).toMatchObject({
    code: 3,
    err: expect.stringContaining('Is it the same service?'),
  });
  expect(await at.eventsHere()).toEqual({ [id(1)]: 1, [id(2)]: 1 });
  const gone = await at.adopt('--json', '--all-gone');
  expect(gone.code).toBe(0);
  expect(consents(gone)).toEqual({
    1: 'ended: It is not there any more.',
    2: 'ended: It is not there any more.',
  });
  at.source.script = honest([1]);
  expect(consents(await at.adopt('--json'))).toEqual({
    1: expect.stringMatching(/^not adopted: It has ended here/),
  });
});

it('takes no answer that comes with the status of a failure, about the list or about a patient', async () => {
  at.source.script = honest([1, 2]);
  await at.adopt();
  const failure = {
    code: 3,
    err: expect.stringMatching(/OK came with HTTP status 500 in place of 200.*run the command again/),
  };
  at.source.script = { ...honest([1]), list: () => new WrongStatus(500, page([listed(1)])) };
  expect(await at.adopt()).toMatchObject(failure);
  at.source.script = { list: () => page([listed(1)]), patient: () => new WrongStatus(500, answered([])) };
  expect(await at.adopt()).toMatchObject(failure);
  expect(await at.eventsHere()).toEqual({ [id(1)]: 1, [id(2)]: 1 });
});
