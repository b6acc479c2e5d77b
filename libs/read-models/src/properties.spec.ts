import type { Instant } from '#consent';
import { formatLocalTime, parseLocalTime } from '#consent';
import { careProvider, doctor, nurse, tolvan } from '#consent/given';
import fc from 'fast-check';
import type { History, NaiveConsent, ReadModels } from './given';
import {
  emptyReadModels,
  isEndedEarly,
  isInForce,
  isOf,
  isSameId,
  naiveCheck,
  naiveConsents,
  naiveExtended,
} from './given';
import { anyHistory, careProviders, everyPlace } from './given/random-histories';
import type { CareProviderPage, CareProviderQuestion, Cursor } from './index';
import {
  checkConsent,
  consentsForCareProvider,
  consentsForPatient,
  decodeCursor,
  encodeCursor,
  extendedConsentsForPatient,
} from './index';

const readModelsOf = (history: History): ReadModels => {
  const models = emptyReadModels();
  models.apply(...history);
  return models;
};

describe('the answers are those of a model that recomputes them from the history', () => {
  it('CheckConsent', () => {
    fc.assert(
      fc.property(anyHistory, fc.constantFrom(doctor, nurse, 'somebody'), ({ history, now }, employeeId) => {
        const { check } = readModelsOf(history);
        for (const place of everyPlace) {
          const question = { ...place, employeeId };
          expect(checkConsent(check, question, now)).toStrictEqual(naiveCheck(history, question, now));
        }
      }),
    );
  });

  it('GetConsentsForPatient', () => {
    fc.assert(
      fc.property(anyHistory, ({ history, now }) => {
        const models = readModelsOf(history);
        for (const { patient, careProviderId } of everyPlace) {
          const expected = naiveConsents(history)
            .filter((consent) => isOf(consent, patient) && isInForce(consent, now))
            .map(({ assertion }) => assertion)
            .filter((assertion) => isSameId(assertion.careProviderId, careProviderId));
          expect(consentsForPatient(models.patient, { patient, careProviderId }, now)).toStrictEqual({
            consents: expected,
            isPart: false,
          });
        }
      }),
    );
  });

  it('GetExtendedConsentsForPatient', () => {
    const anyProviders = fc.option(fc.subarray(careProviders), { nil: 'all' as const });
    fc.assert(
      fc.property(anyHistory, fc.boolean(), anyProviders, ({ history, now }, includeCancelled, providers) => {
        const careProviders = providers === 'all' ? providers : new Set(providers);
        const question = { patient: tolvan, careProviders, includeCancelled };
        const expected = naiveConsents(history)
          .filter((consent) => isOf(consent, tolvan) && (includeCancelled || isInForce(consent, now)))
          .map((consent) => naiveExtended(consent, now))
          .filter(
            ({ assertion }) =>
              providers === 'all' || providers.some((id) => isSameId(id, assertion.careProviderId)),
          );
        const { patient } = readModelsOf(history);
        expect(extendedConsentsForPatient(patient, question, now)).toStrictEqual({
          consents: expected,
          isPart: false,
        });
      }),
    );
  });
});

const allRows = ({ check, patient, careProvider }: ReadModels) => [
  check.all(),
  patient.all(),
  careProvider.all(),
];

describe('applying again changes nothing', () => {
  it('whether it is every event twice', () => {
    fc.assert(
      fc.property(anyHistory, ({ history }) => {
        const twice = readModelsOf(history.flatMap((recorded) => [recorded, recorded]));
        expect(allRows(twice)).toStrictEqual(allRows(readModelsOf(history)));
      }),
    );
  });

  it('or the end of the history, from wherever it is replayed', () => {
    fc.assert(
      fc.property(anyHistory, fc.nat(30), ({ history }, from) => {
        const replayed = readModelsOf([...history, ...history.slice(from)]);
        expect(allRows(replayed)).toStrictEqual(allRows(readModelsOf(history)));
      }),
    );
  });
});

interface Reading {
  readonly includeCancelled: boolean;
  readonly pageSize: number;
  readonly scanLimit: number;
  /** How many events arrive before each page. */
  readonly arrivals: readonly number[];
}

const anyReading: fc.Arbitrary<Reading> = fc.record({
  includeCancelled: fc.boolean(),
  pageSize: fc.integer({ min: 1, max: 5 }),
  scanLimit: fc.integer({ min: 1, max: 8 }),
  arrivals: fc.array(fc.nat(6), { maxLength: 12 }),
});

/** A read model whose history goes on while somebody reads page after page. */
function growing(history: History, arrivals: readonly number[]) {
  const models = emptyReadModels();
  const left = [...arrivals];
  let known = 0;
  return {
    models,
    known: () => history.slice(0, known),
    isWhole: () => known === history.length,
    /** When the reader has caught up, something must arrive, or there would be nothing to wait for. */
    arrive: (atLeast: number) => {
      const more = history.slice(known, known + Math.max(atLeast, left.shift() ?? history.length));
      models.apply(...more);
      known += more.length;
    },
  };
}

/** What may be told of the consents stored in this stretch of time and places, as the history stands. */
function naivePage(
  history: History,
  isWithin: (consent: NaiveConsent) => boolean,
  includeCancelled: boolean,
  now: Instant,
) {
  const told = naiveConsents(history)
    .filter(({ assertion }) => isSameId(assertion.careProviderId, careProvider))
    .filter(isWithin)
    .sort((a, b) => a.position - b.position);
  return {
    looked: told.length,
    assertions: told.filter((consent) => isInForce(consent, now)).map(({ assertion }) => assertion),
    cancelled: told
      .filter((consent) => includeCancelled && !isInForce(consent, now) && isEndedEarly(consent))
      .map(({ assertion: { assertionId, end }, closing }) => ({
        assertionId,
        cancellationDate: closing ?? end,
      })),
  };
}

const contentOf = ({ assertions, cancelled }: Pick<CareProviderPage, 'assertions' | 'cancelled'>) => ({
  assertions,
  cancelled,
});

const questionOf = ({ includeCancelled, pageSize, scanLimit }: Reading): CareProviderQuestion => ({
  careProviderId: careProvider,
  includeCancelled,
  pageSize,
  scanLimit,
});

/** The latest form in which a reader has seen each consent. */
function note(
  seen: Map<string, string>,
  { assertions, cancelled }: Pick<CareProviderPage, 'assertions' | 'cancelled'>,
) {
  for (const assertion of assertions) seen.set(assertion.assertionId, JSON.stringify(assertion));
  for (const closed of cancelled) seen.set(closed.assertionId, JSON.stringify(closed));
}

function expectAllSeen(
  seen: Map<string, string>,
  { history, start, now }: { history: History; start: Instant; now: Instant },
  reading: Reading,
) {
  const whole = naivePage(history, ({ storedAt }) => storedAt >= start, reading.includeCancelled, now);
  const latest = new Map<string, string>();
  note(latest, whole as never);
  for (const [assertionId, form] of latest) expect(seen.get(assertionId)).toBe(form);
}

const asSentBack = (instant: Instant): Instant => parseLocalTime(formatLocalTime(instant))!;

/** More pages than any reading needs: each looks at a row for the first time, or ends a round that some event began. */
const enough = (history: History): number => 2 * history.length + 3;

describe('whoever follows moreOnOrAfter', () => {
  it('sees every consent stored since in its latest form, in whole seconds, and comes to an end', () => {
    fc.assert(
      fc.property(anyHistory, anyReading, ({ history, now, start }, reading) => {
        const world = growing(history, reading.arrivals);
        const seen = new Map<string, string>();
        let from = start;
        let pages = 0;
        world.arrive(0);
        for (;;) {
          const { models } = world;
          const question = { ...questionOf(reading), createdOnOrAfter: from };
          const page = consentsForCareProvider(models.careProvider, question, now);
          expectWholeSeconds(page, world.known(), question, now);
          note(seen, page);
          if (!page.hasMore && world.isWhole()) break;
          from = page.moreOnOrAfter;
          world.arrive(page.hasMore ? 0 : 1);
          pages += 1;
          expect(pages).toBeLessThan(enough(history));
        }
        expectAllSeen(seen, { history, start: start ?? 0, now }, reading);
      }),
      { numRuns: 300 },
    );
  });

  function expectWholeSeconds(
    page: CareProviderPage,
    known: History,
    question: CareProviderQuestion,
    now: Instant,
  ) {
    const from = question.createdOnOrAfter ?? 0;
    const to = page.hasMore ? page.moreOnOrAfter : Infinity;
    const isWithin = ({ storedAt }: NaiveConsent) => storedAt >= from && storedAt < to;
    const { looked: _, ...expected } = naivePage(known, isWithin, question.includeCancelled, now);
    expect(contentOf(page)).toStrictEqual(expected);
    expect(asSentBack(page.moreOnOrAfter)).toBe(page.moreOnOrAfter);
    if (page.hasMore) expect(page.moreOnOrAfter).toBeGreaterThan(from);
    else expect(page.moreOnOrAfter).toBeGreaterThanOrEqual(asSentBack(from));
  }
});

const isAfter = (consent: Cursor, cursor: Cursor): boolean =>
  consent.storedAt > cursor.storedAt ||
  (consent.storedAt === cursor.storedAt && consent.position > cursor.position);

describe('whoever follows the cursor', () => {
  it('sees every consent stored since in its latest form, no form twice, in exact pages, and comes to an end', () => {
    fc.assert(
      fc.property(anyHistory, anyReading, ({ history, now, start }, reading) => {
        const world = growing(history, reading.arrivals);
        const seen = new Map<string, string>();
        let after: Cursor = { storedAt: start ?? 0, position: -1 };
        let pages = 0;
        world.arrive(0);
        for (;;) {
          const question = { ...questionOf(reading), createdOnOrAfter: start, after };
          const page = consentsForCareProvider(world.models.careProvider, question, now);
          expectExactPage(page, world.known(), question, now);
          note(seen, page);
          if (!page.hasMore && world.isWhole()) break;
          after = decodeCursor(encodeCursor(page.cursor))!;
          world.arrive(page.hasMore ? 0 : 1);
          pages += 1;
          expect(pages).toBeLessThan(enough(history));
        }
        expectAllSeen(seen, { history, start: start ?? 0, now }, reading);
      }),
      { numRuns: 300 },
    );
  });

  /** Between two cursors lies each row once, so pages that tell of exactly what lies between never tell of it twice. */
  function expectExactPage(
    page: CareProviderPage,
    known: History,
    question: CareProviderQuestion & { after: Cursor },
    now: Instant,
  ) {
    const { after, pageSize, scanLimit, includeCancelled } = question;
    const isWithin = (consent: NaiveConsent) =>
      isAfter(consent, after) && (!page.hasMore || !isAfter(consent, page.cursor));
    const { looked, ...expected } = naivePage(known, isWithin, includeCancelled, now);
    const size = page.assertions.length + page.cancelled.length;
    expect(contentOf(page)).toStrictEqual(expected);
    expect(size).toBeLessThanOrEqual(pageSize);
    expect(looked).toBeLessThanOrEqual(scanLimit);
    if (page.hasMore) expect(size === pageSize || looked === scanLimit).toBe(true);
    if (page.hasMore) expect(isAfter(page.cursor, after)).toBe(true);
  }
});
