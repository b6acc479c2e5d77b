import {
  at,
  cancelled,
  careProvider,
  consentId,
  otherCareProvider,
  registered,
  tolvan,
  visitor,
} from '#consent/given';
import type { ConsentHistory } from './consent-history';
import { BrokenHistory } from './consent-history';
import { givenLedger } from './given/given-ledger';
import { careProviderHistories, patientHistories } from './timelines';

const numberOf = ({ registered: { assertionId } }: ConsentHistory): number => Number(assertionId.slice(-12));

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
}

const consent = (n: number, minute: number, more: Parameters<typeof registered>[0] = {}) =>
  registered({ assertionId: consentId(n), recordedAt: at('2026-03-02T08:00:00') + minute * 60_000, ...more });

const minute = (n: number): number => at('2026-03-02T08:00:00') + n * 60_000;
const ever = { from: 0, to: Number.MAX_SAFE_INTEGER };

describe("a patient's histories", () => {
  const first = consent(2, 0);
  const elsewhere = consent(1, 2, { careProviderId: otherCareProvider });
  const { store, models, forget } = givenLedger(
    first,
    consent(3, 1, { patient: visitor }),
    elsewhere,
    cancelled(first, { recordedAt: minute(3) }),
  );

  it('are all of that patient, the ended too, at every care provider, in the order of registration', async () => {
    const found = await all(patientHistories(store, models.patient, tolvan));
    expect(found.map(numberOf)).toStrictEqual([2, 1]);
    expect(found[0]!.entries).toHaveLength(2);
  });

  it('are none for somebody without consents', async () => {
    expect(await all(patientHistories(store, models.patient, { ...tolvan, root: visitor.root }))).toEqual([]);
  });

  it('are not told without those that the log has lost', async () => {
    forget(consentId(1));
    await expect(all(patientHistories(store, models.patient, tolvan))).rejects.toThrow(BrokenHistory);
  });
});

describe("a care provider's histories", () => {
  const first = consent(1, 0);
  const others = [consent(2, 1), consent(3, 2, { careProviderId: otherCareProvider }), consent(4, 3)];
  const events = [first, ...others, cancelled(first, { recordedAt: minute(4) })];

  const numbersIn = async (period: { from: number; to: number }) => {
    const { store, models } = givenLedger(...events);
    const found = await all(careProviderHistories(store, () => models.careProvider, careProvider, period));
    return found.map(numberOf);
  };

  it('come in the order in which they were last changed', async () => {
    expect(await numbersIn(ever)).toStrictEqual([2, 4, 1]);
  });

  it.each([
    ['from a time on', { from: minute(3), to: ever.to }, [4, 1]],
    ['up to a time, what was changed later too', { from: 0, to: minute(0) }, [1]],
    ['in a span, its ends included', { from: minute(1), to: minute(3) }, [2, 4]],
    ['when nothing happened', { from: minute(5), to: ever.to }, []],
  ])('are those that anything was recorded of: %s', async (_when, period, expected) => {
    expect(await numbersIn(period)).toStrictEqual(expected);
  });

  it('are all told, however many pages they fill', async () => {
    const many = Array.from({ length: 1203 }, (_, index) => consent(index + 1, index % 7));
    const { store, models } = givenLedger(...many);
    const found = await all(careProviderHistories(store, () => models.careProvider, careProvider, ever));
    expect(new Set(found.map(numberOf)).size).toBe(1203);
    expect(found).toHaveLength(1203);
  });

  it('tell what is changed meanwhile at the end, and leave nothing out', async () => {
    const { store, models, append } = givenLedger(...events);
    const told: number[] = [];
    for await (const history of careProviderHistories(store, () => models.careProvider, careProvider, ever)) {
      if (told.length === 0) append(cancelled(history.registered, { recordedAt: minute(9) }));
      told.push(numberOf(history));
    }
    expect(told).toStrictEqual([2, 4, 1, 2]);
  });

  it('leave turns to others, however many they are', async () => {
    const { store, models } = givenLedger(...Array.from({ length: 1_200 }, (_, n) => consent(n, n)));
    let turns = 0;
    const counting = setInterval(() => (turns += 1), 0);
    await all(careProviderHistories(store, () => models.careProvider, careProvider, ever));
    clearInterval(counting);
    expect(turns).toBeGreaterThan(0);
  });
});
