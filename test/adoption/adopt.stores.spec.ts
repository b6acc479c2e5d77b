import { call } from '../support/call';
import { identitiesIn } from '../support/identities-in-text';
import { startInProcess, type InProcessService } from '../support/in-process-service';
import { ledger, type LedgerRun } from '../support/ledger-cli';
import { startLiveLedger, storesOfThisRun, type LiveLedger } from '../support/live-ledger';
import { person } from '../support/people';
import { action, toCancel, toCheck, toDelete, toRegister } from '../support/requests';

const careProviderId = 'SE165565594230-2000';
const careUnitId = 'SE165565594230-2001';
const source = 'SE165565594230-1000';
const operator = 'SE165565594230-20B7';
const id = (n: number): string => `ad0b7ed0-0000-4000-8000-${String(n).padStart(12, '0')}`;
const placeOf = (n: number) => ({ patientId: person(n), careProviderId, careUnitId });

/** One service had its consents before; a ledger adopts them, beside a service of its own. */
describe.each(storesOfThisRun)('into a live ledger on %s', (kind) => {
  let there: InProcessService;
  let here: LiveLedger;

  beforeAll(async () => {
    there = await startInProcess();
    here = await startLiveLedger(kind);
  });
  afterAll(async () => {
    await here.close();
    await there.close();
  });

  const atSource = async (contract: string, body: object): Promise<void> => {
    const { status, body: answered } = await call(there.url, contract, body);
    if (status >= 300) throw new Error(JSON.stringify(answered));
  };
  const register = (n: number, more: object = {}) =>
    atSource('register-extended-consent', toRegister(id(n), placeOf(n), more));
  const adopt = (...more: string[]): Promise<LedgerRun> =>
    ledger(['adopt', there.url, careProviderId, '--source', source, '--operator', operator, ...more], {
      environment: here.environment,
    });
  const whatCame = (run: LedgerRun) =>
    run
      .records()
      .filter((record) => 'what' in (record as object))
      .map((record) => {
        const { what, consent } = record as { what: string; consent: string };
        return `${what} ${Number(consent.slice(-12))}`;
      })
      .sort();
  const isGranted = async (n: number): Promise<boolean> => {
    const { body } = await call(here.service.url, 'check-consent', toCheck(placeOf(n)));
    return (body as { checkResult: { hasConsent: boolean } }).checkResult.hasConsent;
  };
  const granted = (...numbers: number[]) => Promise.all(numbers.map(isGranted));

  it('says first what would come, and writes nothing', async () => {
    await register(1);
    await register(2, { representedBy: person(50), endDate: '2099-12-31T23:59:59' });
    await register(3);
    await atSource('cancel-extended-consent', toCancel(id(3)));
    await register(4, { startDate: '2099-01-01T00:00:00' });
    const run = await adopt('--dry-run', '--json');
    expect(run).toMatchObject({ code: 0, err: '' });
    expect(whatCame(run)).toEqual(['adopted 1', 'adopted 2', 'adopted 4']);
    expect(await granted(1, 2, 3, 4)).toEqual([false, false, false, false]);
  });

  it('adopts over SOAP what is valid there, and nothing twice', async () => {
    const run = await adopt();
    expect(run).toMatchObject({ code: 0, err: '', out: expect.stringContaining('3 adopted.') });
    expect(identitiesIn(run.out)).toEqual([]);
    expect(await granted(1, 2, 3, 4)).toEqual([true, true, false, false]);
    expect(await adopt('--door', 'json')).toMatchObject({
      code: 0,
      out: expect.stringMatching(/3 consents are listed there, 3 were adopted before[^]*Nothing to do\.\n$/),
    });
  });

  it('says in the history where a consent comes from', async () => {
    const run = await ledger(['history', id(2)], { environment: here.environment });
    expect(run.out).toMatch(
      `adopted from service ${source} (${there.url}), which said so through its SOAP door`,
    );
    expect(run.out).toMatch(`when ${operator} ran "ledger adopt"`);
    const { body } = await call(here.service.url, 'get-extended-consents-for-patient', {
      ...{ careProviderId, patientId: person(2), getCancelledFlag: true },
    });
    expect(body).toMatchObject({
      getExtendedConsentsResult: {
        pdlAssertions: [
          {
            pDLAssertion: { assertionId: id(2), endDate: '2099-12-31T23:59:59' },
            representedBy: person(50),
            registrationInfo: action,
          },
        ],
      },
    });
  });

  it('was not known here before, however long it has been valid there', async () => {
    const { body } = await call(there.url, 'get-extended-consents-for-patient', {
      ...{ careProviderId, patientId: person(1), getCancelledFlag: true },
    });
    const validAt = /"startDate":"([^"]+)"/.exec(JSON.stringify(body))![1]!;
    const question = ['--employee', operator, '--provider', careProviderId, '--unit', careUnitId];
    const asOf = (...more: string[]) =>
      ledger(['as-of', ...question, '--valid-at', validAt, ...more], {
        environment: here.environment,
        input: `${person(1).extension}\n`,
      });
    expect((await asOf()).out).toContain('Denied.');
    expect((await asOf('--known-at', new Date().toISOString())).out).toContain('Granted');
  });

  it('ends here what has ended there, adopts what is new, and leaves alone what is of here', async () => {
    await atSource('cancel-extended-consent', toCancel(id(1)));
    await atSource('end-consent-by-patient', {
      ...{ assertionId: id(2), patientId: person(2), endDateTime: '2090-01-01T00:00:00' },
    });
    await atSource('delete-extended-consent', toDelete(id(4)));
    await register(5);
    await register(6);
    const own = toRegister(id(6), placeOf(7));
    expect(await call(here.service.url, 'register-extended-consent', own)).toMatchObject({ status: 201 });
    const expected = ['adopted 5', 'ended 1', 'ended 4', 'kept 6', 'shortened 2'];
    expect(whatCame(await adopt('--dry-run', '--json'))).toEqual(expected);
    expect(await granted(1, 2, 5, 6, 7)).toEqual([true, true, false, false, true]);
    const run = await adopt('--json');
    expect(run).toMatchObject({ code: 0, err: '' });
    expect(whatCame(run)).toEqual(expected);
    expect(await granted(1, 2, 4, 5, 6, 7)).toEqual([false, true, false, true, false, true]);
    const second = await adopt('--json');
    expect(whatCame(second)).toEqual(['kept 6']);
  });

  it('leaves a ledger that is verified, and is moved like any other', async () => {
    const { environment } = here;
    expect(await ledger(['verify'], { environment })).toMatchObject({ code: 0, err: '' });
    const file = `${here.folder}/moved.ndjson`;
    expect(await ledger(['export', file], { environment })).toMatchObject({ code: 0 });
    const moved = { DATA_DIR: `${here.folder}/moved` };
    expect(await ledger(['import', file], { environment: moved })).toMatchObject({ code: 0 });
    const { out } = await ledger(['history', id(5)], { environment: moved });
    expect(out).toMatch(`adopted from service ${source}`);
  });
});
