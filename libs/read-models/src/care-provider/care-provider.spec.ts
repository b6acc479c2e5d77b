import type { ConsentEvent, ConsentRegistered } from '#consent';
import {
  at,
  cancelled,
  careProvider,
  consentId,
  deleted,
  endedByPatient,
  evening,
  filledIn,
  morning,
  noon,
  registered,
  stated,
} from '#consent/given';
import type { ReadModels } from '../given';
import { given } from '../given';
import type { CareProviderPage, CareProviderQuestion } from './care-provider.query';
import { consentsForCareProvider } from './care-provider.query';

type Asked = Partial<CareProviderQuestion>;

const ask = ({ careProvider: rows }: ReadModels, asked: Asked, now = evening) =>
  consentsForCareProvider(
    rows,
    { careProviderId: careProvider, includeCancelled: true, pageSize: 100, scanLimit: 100, ...asked },
    now,
  );

/** Which consents a page tells of, and where it ends. */
const summary = ({ assertions, cancelled, hasMore, moreOnOrAfter }: CareProviderPage) => ({
  told: [...assertions, ...cancelled].map(({ assertionId }) => Number(assertionId.slice(-12))),
  hasMore,
  moreOnOrAfter,
});

const recordedAt = (...instants: readonly number[]): ConsentEvent[] =>
  instants.map((instant, index) => registered({ assertionId: consentId(index + 1), recordedAt: instant }));

describe('a page by time', () => {
  const models = given(
    ...recordedAt(morning, morning + 400, morning + 999, morning + 1000, morning + 1999, morning + 5000),
  );

  it('goes on to the end of the second, past the page size', () => {
    const first = ask(models, { pageSize: 1 });
    expect(summary(first)).toStrictEqual({ told: [1, 2, 3], hasMore: true, moreOnOrAfter: morning + 1000 });
    const second = ask(models, { pageSize: 1, createdOnOrAfter: first.moreOnOrAfter });
    expect(summary(second)).toStrictEqual({ told: [4, 5], hasMore: true, moreOnOrAfter: morning + 5000 });
    const third = ask(models, { pageSize: 1, createdOnOrAfter: second.moreOnOrAfter });
    expect(summary(third)).toStrictEqual({ told: [6], hasMore: false, moreOnOrAfter: morning + 5000 });
  });

  it('ends between two seconds', () => {
    const page = ask(models, { pageSize: 4 });
    expect(summary(page)).toStrictEqual({
      told: [1, 2, 3, 4, 5],
      hasMore: true,
      moreOnOrAfter: morning + 5000,
    });
  });

  it('says that there is no more when it happens to be full with the last', () => {
    const page = ask(models, { pageSize: 6 });
    expect(summary(page)).toStrictEqual({
      told: [1, 2, 3, 4, 5, 6],
      hasMore: false,
      moreOnOrAfter: morning + 5000,
    });
  });

  it('always looks at something, so that it gets on even with senseless limits', () => {
    const page = ask(models, { pageSize: 0, scanLimit: 0 });
    expect(summary(page)).toStrictEqual({ told: [1, 2, 3], hasMore: true, moreOnOrAfter: morning + 1000 });
  });

  it('begins exactly at the time that is asked for', () => {
    expect(summary(ask(models, { createdOnOrAfter: morning + 1000 })).told).toStrictEqual([4, 5, 6]);
    expect(summary(ask(models, { createdOnOrAfter: morning + 1001 })).told).toStrictEqual([5, 6]);
  });

  it('leads on from the time that is asked for when nothing was stored since', () => {
    const page = ask(models, { createdOnOrAfter: noon });
    expect(summary(page)).toStrictEqual({ told: [], hasMore: false, moreOnOrAfter: noon });
  });

  it('leads on from the beginning when nothing was ever stored', () => {
    expect(summary(ask(given(), {}))).toStrictEqual({ told: [], hasMore: false, moreOnOrAfter: 0 });
    const asked = { createdOnOrAfter: noon };
    expect(summary(ask(given(), asked))).toStrictEqual({ told: [], hasMore: false, moreOnOrAfter: noon });
  });

  it('tells of a consent up to its end, and not after', () => {
    const span = given(registered({ end: stated('2026-03-02T18:00:00') }));
    expect(summary(ask(span, {}, evening)).told).toStrictEqual([1]);
    expect(summary(ask(span, {}, evening + 1)).told).toStrictEqual([]);
    const ended = ask(given(registered(), endedByPatient()), { includeCancelled: false }, noon - 5000);
    expect(summary(ended).told).toStrictEqual([]);
  });

  it('may be short or empty and still lead on, when what was looked at has expired', () => {
    const expired = { end: stated('2026-03-02T17:00:00') };
    const mostlyExpired = given(
      ...[0, 1, 2, 3].map((n) =>
        registered({ ...expired, assertionId: consentId(n), recordedAt: morning + n * 1000 }),
      ),
      registered({ assertionId: consentId(9), recordedAt: morning + 4000 }),
    );
    const page = ask(mostlyExpired, { scanLimit: 3 });
    expect(summary(page)).toStrictEqual({ told: [], hasMore: true, moreOnOrAfter: morning + 3000 });
    const next = ask(mostlyExpired, { scanLimit: 3, createdOnOrAfter: page.moreOnOrAfter });
    expect(summary(next)).toStrictEqual({ told: [9], hasMore: false, moreOnOrAfter: morning + 4000 });
  });
});

describe('a synchronisation after the patient ended consents', () => {
  const [now, later] = [filledIn(noon - 1), filledIn(noon + 3000)];
  const consents = [1, 2, 3].map((n) => registered({ assertionId: consentId(n) }));
  const [a, b, c] = consents as [ConsentRegistered, ConsentRegistered, ConsentRegistered];
  const models = given(
    ...consents,
    endedByPatient(a, { end: now }),
    endedByPatient(b, { end: later }),
    endedByPatient(c, { end: later }),
    cancelled(c),
  );
  const synchronise = (askedAt: number) => {
    const page = ask(models, { createdOnOrAfter: noon }, askedAt);
    return {
      assertions: page.assertions.map(({ assertionId, end }) => [assertionId, end]),
      cancelled: page.cancelled,
    };
  };
  const endedNow = { assertionId: consentId(1), cancellationDate: now };
  const endedLater = { assertionId: consentId(2), cancellationDate: later };
  const cancelledToo = { assertionId: consentId(3), cancellationDate: stated('2026-03-02T11:59:00') };

  it('learns of the new end while the consent still holds', () => {
    expect(synchronise(noon + 1000)).toStrictEqual({
      assertions: [[consentId(2), later]],
      cancelled: [endedNow, cancelledToo],
    });
  });

  it('learns that it has ended when it comes after the new end', () => {
    expect(synchronise(noon + 5000)).toStrictEqual({
      assertions: [],
      cancelled: [endedNow, endedLater, cancelledToo],
    });
  });

  it('is not told of a consent that expired as registered, nor of its cancellation afterwards', () => {
    const expired = registered({ end: stated('2026-03-02T11:59:59') });
    expect(summary(ask(given(expired, cancelled(expired)), {})).told).toStrictEqual([]);
    const inTime = registered({ end: stated('2026-03-02T12:00:00') });
    expect(summary(ask(given(inTime, cancelled(inTime)), {})).told).toStrictEqual([1]);
  });
});

describe('the hour that October repeats', () => {
  const firstShowing = at('2026-10-25T02:10:00');
  const secondShowing = firstShowing + 60 * 60 * 1000;
  const models = given(
    ...recordedAt(
      firstShowing,
      firstShowing + 60_000,
      secondShowing,
      secondShowing + 60_000,
      secondShowing + 3_600_000,
    ),
  );
  const now = secondShowing + 7_200_000;

  it('is told to its end, for a time in its second showing would lead back to its first', () => {
    const first = ask(models, { pageSize: 1 }, now);
    expect(summary(first)).toStrictEqual({ told: [1], hasMore: true, moreOnOrAfter: firstShowing + 60_000 });
    const second = ask(models, { pageSize: 1, createdOnOrAfter: first.moreOnOrAfter }, now);
    expect(summary(second)).toStrictEqual({
      told: [2, 3, 4],
      hasMore: true,
      moreOnOrAfter: secondShowing + 3_600_000,
    });
  });
});

describe('a page by cursor', () => {
  const models = given(...recordedAt(morning, morning, morning, morning + 1, morning + 2000));
  const before = { storedAt: 0, position: -1 };

  it('may end anywhere, and has the exact size', () => {
    const first = ask(models, { pageSize: 2, after: before });
    expect(summary(first)).toStrictEqual({ told: [1, 2], hasMore: true, moreOnOrAfter: morning });
    expect(first.cursor).toStrictEqual({ storedAt: morning, position: 2 });
    const second = ask(models, { pageSize: 2, after: first.cursor });
    expect(summary(second)).toStrictEqual({ told: [3, 4], hasMore: true, moreOnOrAfter: morning + 2000 });
    const third = ask(models, { pageSize: 2, after: second.cursor });
    expect(summary(third)).toStrictEqual({ told: [5], hasMore: false, moreOnOrAfter: morning + 2000 });
    const last = ask(models, { pageSize: 2, after: third.cursor });
    expect(summary(last)).toStrictEqual({ told: [], hasMore: false, moreOnOrAfter: morning + 2000 });
    expect(last.cursor).toStrictEqual(third.cursor);
  });

  it('begins no earlier than the time that is asked for besides', () => {
    const page = ask(models, { after: before, createdOnOrAfter: morning + 1 });
    expect(summary(page).told).toStrictEqual([4, 5]);
    const beyond = ask(models, {
      after: { storedAt: morning, position: 1 },
      createdOnOrAfter: morning - 1000,
    });
    expect(summary(beyond).told).toStrictEqual([2, 3, 4, 5]);
  });

  it('leads on from a page by time', () => {
    const { cursor } = ask(models, { pageSize: 1 });
    expect(summary(ask(models, { pageSize: 1, after: cursor })).told).toStrictEqual([5]);
  });

  it('begins, where nothing is stored yet, before all that will be', () => {
    const { cursor } = ask(given(), { createdOnOrAfter: morning });
    expect(summary(ask(models, { after: cursor })).told).toStrictEqual([1, 2, 3, 4, 5]);
  });
});

describe('a storage time', () => {
  it('never goes backwards, so that a slow clock hides nothing from who has read further', () => {
    const fast = registered({ recordedAt: noon });
    const slow = registered({ assertionId: consentId(2), recordedAt: morning });
    const { moreOnOrAfter, cursor } = ask(given(fast), {});
    const later = given(fast, slow);
    expect(summary(ask(later, { createdOnOrAfter: moreOnOrAfter })).told).toStrictEqual([1, 2]);
    expect(summary(ask(later, { after: cursor })).told).toStrictEqual([2]);
  });

  it('moves with every change, so that who has read further sees the change', () => {
    const one = registered();
    const last = registered({ assertionId: consentId(2), recordedAt: morning + 1000 });
    const { cursor } = ask(given(one, last), {});
    const moved = endedByPatient(one, { end: filledIn(evening) });
    for (const change of [cancelled(one), deleted(one), moved]) {
      expect(summary(ask(given(one, last, change), { after: cursor })).told).toStrictEqual([1]);
      expect(summary(ask(given(one, last, change), {})).told.sort()).toStrictEqual([1, 2]);
    }
  });

  it('is never before the earliest, whatever a broken clock says', () => {
    const broken = given(registered({ recordedAt: at('1969-07-21T03:56:00') }));
    expect(summary(ask(broken, { createdOnOrAfter: 0 }))).toStrictEqual({
      told: [1],
      hasMore: false,
      moreOnOrAfter: 0,
    });
  });

  it('is kept for no consent of which only the end is known', () => {
    expect(given(cancelled(), deleted(), endedByPatient()).careProvider.all()).toStrictEqual([]);
  });
});
