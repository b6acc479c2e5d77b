import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { at, careProvider, doctor, nurse, otherCareProvider, otherCareUnit, tolvan } from '#consent/given';
import { EmbeddedEventStore } from '#event-store';
import type { Decision } from '../decisions';
import { denied, granted, refused } from '../decisions/given/decisions';
import { write } from '../decisions/given/random-decisions';
import { FEW_EMERGENCIES, MANY_PATIENTS, OVERSEEN_DAYS, oversightOf, type Oversight } from './oversight';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'oversight-'));
});
afterAll(() => rm(folder, { recursive: true }));

const now = at('2026-03-31T12:00:00');
const request = { careProviderId: careProvider, now, counted: 1000 };

async function overseen(
  decisions: readonly Decision[],
  asked: Partial<typeof request> = {},
): Promise<Oversight> {
  const log = await EmbeddedEventStore.open(await mkdtemp(join(folder, 'log-')));
  // A batch holds records of one day.
  await write(
    log,
    decisions.map((decision) => [decision]),
  );
  const oversight = await oversightOf(log, { ...request, ...asked });
  await log.close();
  return oversight;
}

const times = <T>(count: number, make: (number: number) => T): T[] =>
  Array.from({ length: count }, (_, number) => make(number));

const someone = (number: number) => ({ ...tolvan, extension: String(number) });
const emergency = (changes: Partial<Decision> = {}) => granted({ assertionType: 'Emergency', ...changes });
const noon = at('2026-03-30T12:00:00');

it('counts the answers of each day in Sweden, the days without any too', async () => {
  const { days, isWhole } = await overseen([
    denied({ decidedAt: at('2026-03-01T12:00:00') }),
    denied({ decidedAt: at('2026-03-02T00:00:00') }),
    granted({ decidedAt: at('2026-03-02T23:59:59') }),
    emergency({ decidedAt: at('2026-03-29T03:00:00') }),
    refused({ decidedAt: at('2026-03-31T01:00:00') }),
    granted({ decidedAt: noon, careProviderId: otherCareProvider }),
  ]);
  expect(isWhole).toBe(true);
  expect(days).toHaveLength(OVERSEEN_DAYS);
  expect([days[0]!.day, days.at(-1)!.day]).toEqual(['2026-03-02', '2026-03-31']);
  const none = { granted: 0, emergencies: 0, denied: 0 };
  expect(days.filter((day) => day.granted + day.emergencies + day.denied > 0)).toEqual([
    { ...none, day: '2026-03-02', granted: 1, denied: 1 },
    { ...none, day: '2026-03-29', emergencies: 1 },
    { ...none, day: '2026-03-31', denied: 1 },
  ]);
});

it('names the employees who asked about many patients on one day, in whatever case they were written', async () => {
  const { manyPatients } = await overseen([
    ...times(MANY_PATIENTS, (number) => denied({ decidedAt: noon, patient: someone(number) })),
    denied({ decidedAt: noon, patient: someone(MANY_PATIENTS), employeeId: doctor.toLowerCase() }),
    ...times(MANY_PATIENTS - 1, (number) =>
      denied({ decidedAt: noon, patient: someone(number), employeeId: nurse }),
    ),
    denied({ decidedAt: noon - 86_400_000, patient: someone(MANY_PATIENTS), employeeId: nurse }),
    ...times(MANY_PATIENTS, () => denied({ decidedAt: noon, employeeId: nurse, patient: someone(0) })),
  ]);
  expect(manyPatients).toEqual([
    {
      day: '2026-03-30',
      patients: MANY_PATIENTS + 1,
      employeeId: expect.stringMatching(new RegExp(doctor, 'i')),
    },
  ]);
});

it('finds emergencies unusual where they are many, and more than one in ten', async () => {
  const rare = 'SE165565594230-1003';
  const { units } = await overseen([
    ...times(FEW_EMERGENCIES, () => emergency({ decidedAt: noon })),
    ...times(FEW_EMERGENCIES + 1, () => emergency({ decidedAt: noon, careUnitId: otherCareUnit })),
    ...times(60, () => granted({ decidedAt: noon, careUnitId: otherCareUnit })),
    emergency({ decidedAt: noon, careUnitId: rare }),
    denied({ decidedAt: noon, careUnitId: 'SE165565594230-1004' }),
  ]);
  expect(units.map(({ careUnitId, isUnusual }) => [careUnitId, isUnusual])).toEqual([
    [otherCareUnit, false],
    ['SE165565594230-1001', true],
    [rare, false],
  ]);
  expect(units[0]).toMatchObject({ emergencies: FEW_EMERGENCIES + 1, granted: 60 + FEW_EMERGENCIES + 1 });
});

it('says that not everything was counted', async () => {
  const { days, isWhole } = await overseen(
    [denied({ decidedAt: at('2026-03-03T12:00:00') }), denied({ decidedAt: noon })],
    { counted: 1 },
  );
  expect(isWhole).toBe(false);
  expect(days.reduce((sum, day) => sum + day.denied, 0)).toBe(1);
});
