import { randomUUID } from 'node:crypto';
import { formatLocalTime, parseLocalTime } from '#consent';
import { ProtocolServer } from '../eventstoredb-protocol-server';
import { call } from '../support/call';
import { identitiesIn } from '../support/identities-in-text';
import { startInProcess, type InProcessService } from '../support/in-process-service';
import { ledger } from '../support/ledger-cli';
import { storeKinds } from '../support/live-ledger';
import { person } from '../support/people';
import { toCheck, toRegister } from '../support/requests';
import { temporaryFolder, type TemporaryFolder } from '../support/temporary-folder';

const [patient, other] = [person(1), person(2)];
const careProviderId = 'SE165565594230-1A';
const [careUnitId, emergencyUnit] = ['SE165565594230-1AA', 'SE165565594230-1AB'];
const colleague = 'SE165565594230-1A2C';
const place = { patientId: patient, careProviderId, careUnitId };
const emergencyPlace = { patientId: other, careProviderId, careUnitId: emergencyUnit };
const DAY = 86_400_000;
const at = (time: string) => parseLocalTime(time)!;
const reason = { reasonText: 'Medvetslös vid ankomsten' };
const dates = { requestDate: '2025-10-01T07:58:00', registrationDate: '2025-10-01T07:59:00' };
const actors = { requestedBy: { employeeId: colleague }, registeredBy: { employeeId: colleague } };
const registrationAction = { ...dates, ...actors };

let now = 0;
let folder: TemporaryFolder;
let server: ProtocolServer | null;
let service: InProcessService;
let environment: Record<string, string>;

const run = (args: string[], input?: string) => ledger(args, { environment, input });
const consentId = randomUUID();
const emergencyId = randomUUID();

/** In October: ten checks of one patient, of which three are a colleague's, and two in an emergency. In November: one. And one today. */
async function tellOctober(): Promise<void> {
  now = at('2025-10-01T08:00:00');
  const tell = (contract: string, body: object) => call(service.url, contract, body);
  const inEmergency = {
    assertionType: 'Emergency',
    registrationAction: { ...registrationAction, ...reason },
  };
  await tell('register-extended-consent', toRegister(consentId, place, { registrationAction }));
  await tell('register-extended-consent', toRegister(emergencyId, emergencyPlace, inEmergency));
  for (let day = 10; day < 17; day++) {
    now = at(`2025-10-${day}T12:00:00`);
    await tell('check-consent', toCheck(place));
  }
  for (let check = 0; check < 3; check++)
    await tell('check-consent', toCheck({ ...place, careUnitId: emergencyUnit }, colleague));
  now = at('2025-10-31T23:59:59');
  for (let check = 0; check < 2; check++) await tell('check-consent', toCheck(emergencyPlace));
  now = at('2025-11-01T00:00:00');
  await tell('check-consent', toCheck(place));
  now = Date.now();
  await tell('check-consent', toCheck(place));
}

describe.each(storeKinds)('beside a live service, on %s', (kind) => {
  beforeAll(async () => {
    folder = await temporaryFolder();
    server = kind === 'EventStoreDB' ? await ProtocolServer.start() : null;
    environment = { DATA_DIR: folder.path, ...(server && { EVENT_STORE_URL: server.url }) };
    service = await startInProcess(environment, () => now);
    await tellOctober();
  });
  afterAll(async () => {
    await service.close();
    server?.die();
    await folder.remove();
  });

  const span = ['--from', '2025-10-01', '--to', '2025-11-30'];

  describe('decisions', () => {
    const counted = async (...args: string[]) =>
      (await run(['decisions', ...span, ...args, '--json'])).records().length;

    it('are found by time, people, places, consent and answer', async () => {
      expect(await counted()).toBe(13);
      expect(await counted('--granted')).toBe(10);
      expect(await counted('--denied')).toBe(3);
      expect(await counted('--employee', colleague)).toBe(3);
      expect(await counted('--unit', emergencyUnit)).toBe(5);
      expect(await counted('--provider', careProviderId)).toBe(13);
      expect(await counted('--provider', 'SE165565594230-1B')).toBe(0);
      expect(await counted('--consent', emergencyId.toUpperCase())).toBe(2);
      expect(await counted('--to', '2025-10-31')).toBe(12);
      expect(await counted('--limit', '4')).toBe(4);
    });

    it('are found by patient, whose identity is read from standard input', async () => {
      const found = await run(['decisions', ...span, '--patient', '--json'], `${other.extension}\n`);
      expect(found.records()).toHaveLength(2);
      expect(identitiesIn(found.out)).toEqual([]);
      const shown = await run(
        ['decisions', ...span, '--patient', '--json', '--show-patient'],
        other.extension,
      );
      expect(shown.records()).toMatchObject([{ patient: other }, { patient: other }]);
    });

    it('come newest first, or oldest first when asked', async () => {
      const newest = (await run(['decisions', ...span, '--json'])).records();
      const oldest = (await run(['decisions', ...span, '--json', '--oldest-first'])).records();
      expect(newest[0]).toMatchObject({ decidedAt: '2025-10-31T23:00:00.000Z' });
      expect(newest).toEqual(oldest.reverse());
    });

    it('are a table for people, without an identity', async () => {
      const { code, out, err } = await run(['decisions', ...span, '--unit', emergencyUnit, '--granted']);
      expect({ code, err }).toEqual({ code: 0, err: '' });
      expect(out).toContain('2025-10-31 23:59:59  yes, in an emergency');
      expect(out).toContain('Searched from 2025-10-01 00:00:00 to 2025-11-30 23:59:59.');
      expect(identitiesIn(out)).toEqual([]);
    });

    // Every day of a span is looked up, so a span that is searched here has one length, whatever day it is.
    it('are looked for only where they can have been made', async () => {
      const yesterday = formatLocalTime(Date.now() - DAY).slice(0, 10);
      const always = await run(['decisions', '--from', yesterday, '--to', '9999-12-31']);
      expect(always).toMatchObject({ code: 0, err: '' });
      const [, lastDay] = /^Searched from \S+ \S+ to (\S+) /m.exec(always.out)!;
      expect(at(`${lastDay}T00:00:00`)).toBeLessThan(Date.now() + 367 * DAY);
      expect(always.out.match(/^\d{4}-/gm)).toHaveLength(1);
      const never = await run(['decisions', '--to', '1900-01-01', '--json']);
      expect(never).toEqual(expect.objectContaining({ code: 0, out: '', err: '' }));
      const inWords = await run(['decisions', '--to', '1900-01-01']);
      expect(inWords).toMatchObject({
        code: 0,
        err: '',
        out: expect.stringMatching(/Searched from 1970-01-01/),
      });
    });

    it.each([
      [['--from', 'yesterday'], '--from is no time'],
      [['--from', '2025-11-02', '--to', '2025-11-01'], '--from is later than --to.'],
      [['--unit', 'unit 1'], '--unit is no HSA-id'],
      [['--consent', '4711'], 'The id of a consent is a UUID'],
      [['--limit', '0'], '--limit is a whole number from 1 on.'],
      [['--granted', '--denied'], 'cannot be used with'],
    ])('are not searched with %j', async (args, sentence) => {
      const { code, out, err } = await run(['decisions', ...args]);
      expect({ code, out }).toEqual({ code: 2, out: '' });
      expect(err).toContain(sentence);
    });
  });

  const october = ['--month', '2025-10', '--seed', 'board meeting 14', '--size', '4'];

  describe('sample', () => {
    it('has so many decisions of the month, and every emergency with its reason', async () => {
      const { code, records } = await run(['sample', ...october, '--json']);
      expect(code).toBe(0);
      const sampled = records();
      expect(sampled).toHaveLength(7);
      expect(sampled.at(-1)).toMatchObject({ month: '2025-10', decisions: 12, drawn: 4, emergencies: 2 });
      expect(sampled.slice(4, 6)).toMatchObject([
        { sampledFor: 'emergency', assertionId: emergencyId, ...reason },
        { sampledFor: 'emergency', assertionId: emergencyId, ...reason },
      ]);
    });

    it('is the same when it is drawn again, and another with another seed', async () => {
      const [first, again] = [
        await run(['sample', ...october, '--json']),
        await run(['sample', ...october, '--json']),
      ];
      expect(again.out).toBe(first.out);
      const another = await run(['sample', ...october.map((arg) => arg.replace('14', '15')), '--json']);
      expect(another.records()).toHaveLength(7);
      expect(another.out).not.toBe(first.out);
    });

    it('is a table for a reviewer, without an identity', async () => {
      const { out } = await run(['sample', ...october]);
      expect(out).toMatch(/yes, in an emergency .* emergency: Medvetslös vid ankomsten$/m);
      expect(out).toContain(
        '2025-10 has 12 decisions. In the sample are 4 drawn at random, and 2 in which an emergency',
      );
      expect(identitiesIn(out)).toEqual([]);
    });

    it('says that a month is not over', async () => {
      const { out } = await run(['sample', '--month', '2999-01', '--seed', 'x']);
      expect(out).toContain('The month is not over');
    });

    it.each([
      [['--month', '2025-13', '--seed', 'x'], '--month is no month'],
      [['--month', '2025-10', '--seed', ''], '--seed is empty'],
      [['--month', '2025-10', '--seed', 'x', '--size', '-1'], '--size is a whole number'],
      [['--month', '2025-10'], "Required option '--seed <text>' not specified"],
    ])('is not drawn with %j', async (args, sentence) => {
      const { code, err } = await run(['sample', ...args]);
      expect(code).toBe(2);
      expect(err).toContain(sentence);
    });
  });

  describe('sign-off', () => {
    const by = ['--reviewer', 'SE165565594230-1A2B', '--outcome', 'approved'];

    it.each([
      [[...october, '--reviewer', 'Doctor', '--outcome', 'approved'], '--reviewer is no HSA-id'],
      [[...october, '--reviewer', 'SE165565594230-1A2B', '--outcome', 'fine'], 'Allowed choices are'],
      [[...october, ...by, '--note', `About ${patient.extension}`], 'The note holds a personal identity'],
      [['--month', '2999-01', '--seed', 'x', ...by], '2999-01 is not over'],
    ])('refuses %j, and records nothing', async (args, sentence) => {
      const { code, out, err } = await run(['sign-off', ...args]);
      expect({ code, out }).toEqual({ code: 2, out: '' });
      expect(err).toContain(sentence);
      expect(identitiesIn(err)).toEqual([]);
    });

    it('records the review with what the sample comes to, once, and again as a further revision', async () => {
      const sample = (await run(['sample', ...october, '--json'])).records().at(-1) as { digest: string };
      const first = await run(['sign-off', ...october, ...by, '--json']);
      expect(first).toMatchObject({ code: 0, err: '' });
      expect(first.records()).toMatchObject([
        {
          month: '2025-10',
          revision: 1,
          outcome: 'approved',
          sample: { digest: sample.digest, decisions: 12 },
        },
      ]);
      const second = await run(['sign-off', ...october, ...by]);
      expect(second).toMatchObject({ code: 3, out: '' });
      expect(second.err).toContain('To sign it off again, say that it is revision 2');
      const revised = await run([
        'sign-off',
        ...october,
        ...by,
        '--revision',
        '2',
        '--note',
        'Looked through again.',
      ]);
      expect(revised.code).toBe(0);
      expect(revised.out).toContain('The review of 2025-10 is signed off by SE165565594230-1A2B: approved.');
    });
  });
});
