import { cancelled, careProvider, careUnit, doctor, endedByPatient, nurse, tolvan } from '#consent/given';
import {
  consentId,
  evening,
  filledIn,
  historyOf,
  morning,
  recorded,
  registered,
  toRegister,
} from '#consent/given';
import fc from 'fast-check';
import { checkProjection, checkProjectionHolding } from './check/check.projection';
import { checkKey, type CheckRow } from './check/checked-place';
import {
  emptyReadModels,
  isInForce,
  isOf,
  isSameId,
  memoryRows,
  naiveCheck,
  naiveConsents,
  naiveExtended,
  type History,
} from './given';
import { anyHistory, careProviders, everyPlace } from './given/random-histories';
import { checkConsent, extendedConsentsForPatient, RowsInMemory } from './index';
import type { Change, Projection } from './projection';

const place = { patient: tolvan, careProviderId: careProvider, careUnitId: careUnit };

const checkRowsOf = (history: History, projection: Projection<CheckRow>) => {
  const rows = memoryRows<CheckRow>();
  for (const event of history) rows.apply(projection.apply(event, rows));
  return rows;
};

describe('rows that hold few consents', () => {
  it('answer every check as the whole history does, also of an instant before what has ended', () => {
    const most = fc.integer({ min: 1, max: 3 });
    const employees = fc.constantFrom(doctor, nurse, 'somebody');
    let granted = 0;
    fc.assert(
      fc.property(anyHistory, most, employees, ({ history, now }, held, employeeId) => {
        const rows = checkRowsOf(history, checkProjectionHolding(held));
        for (const each of everyPlace) {
          const question = { ...each, employeeId };
          const answer = checkConsent(rows, question, now);
          granted += answer.hasConsent ? 1 : 0;
          expect(answer).toStrictEqual(naiveCheck(history, question, now));
        }
      }),
      { numRuns: 500 },
    );
    expect(granted).toBeGreaterThan(0);
  });

  it('are the same when events are applied again', () => {
    fc.assert(
      fc.property(anyHistory, fc.nat(30), fc.integer({ min: 1, max: 3 }), ({ history }, from, held) => {
        const projection = checkProjectionHolding(held);
        const again = checkRowsOf([...history, ...history.slice(from)], projection);
        expect(again.all()).toStrictEqual(checkRowsOf(history, projection).all());
      }),
    );
  });
});

describe('a patient with very many consents at one unit', () => {
  const MANY = 2000;

  /** The rows after so many registrations, and the changes that the last of them made. */
  function registeredMany(of: (index: number) => Partial<Parameters<typeof registered>[0]>) {
    const rows = new RowsInMemory<CheckRow>();
    let last: readonly Change<CheckRow>[] = [];
    for (let index = 1; index <= MANY; index++) {
      const event = registered({ assertionId: consentId(index), recordedAt: morning + index, ...of(index) });
      last = checkProjection.apply(recorded(event, index), rows);
      rows.apply(last);
    }
    return { rows, last };
  }

  const held = (rows: RowsInMemory<CheckRow>): number => {
    const row = rows.get(checkKey(place));
    return row?.kind === 'place' ? row.consents.length : 0;
  };

  it('has a row with few of them, and one more changes no more rows than before', () => {
    const { rows, last } = registeredMany(() => ({}));
    expect(held(rows)).toBe(16);
    expect(last).toHaveLength(3);
    expect(checkConsent(rows, { ...place, employeeId: doctor }, evening).assertionId).toBe(consentId(MANY));
  });

  it('has a row without those that have ended', () => {
    const { rows } = registeredMany((index) => ({ end: filledIn(morning + index) }));
    expect(held(rows)).toBe(1);
    const at = (instant: number) => checkConsent(rows, { ...place, employeeId: doctor }, instant, 'then');
    expect(at(evening)).toStrictEqual({ hasConsent: false });
    expect(at(morning + 70)).toMatchObject({ hasConsent: true, assertionId: consentId(70) });
  });

  it.each([
    ['cancelled', (index: number) => cancelled(registered({ assertionId: consentId(index) }))],
    ['ended', (index: number) => endedByPatient(registered({ assertionId: consentId(index) }))],
  ])('is answered by the latest that is left when others are %s, until there is none', (_, close) => {
    const { rows } = registeredMany(() => ({}));
    for (let index = MANY; index >= 1; index--) {
      rows.apply(checkProjection.apply(recorded(close(index), 2 * MANY - index + 1), rows));
      if (index % 100 > 1) continue;
      const answer = checkConsent(rows, { ...place, employeeId: doctor }, evening);
      expect(answer.assertionId).toBe(index > 1 ? consentId(index - 1) : undefined);
    }
  });
});

describe('a list of a patient’s consents', () => {
  const bounds = fc.record({
    most: fc.integer({ min: 1, max: 4 }),
    lookedAt: fc.integer({ min: 1, max: 9 }),
  });
  const providers = fc.option(fc.subarray(careProviders), { nil: 'all' as const });

  it('has those in force before others, the latest registered first, in the order of registration', () => {
    let parts = 0;
    fc.assert(
      fc.property(anyHistory, bounds, fc.boolean(), providers, ({ history, now }, bound, flag, asked) => {
        const models = emptyReadModels();
        models.apply(...history);
        const question = {
          patient: tolvan,
          careProviders: asked === 'all' ? asked : new Set(asked),
          includeCancelled: flag,
        };
        const all = naiveConsents(history)
          .filter((consent) => isOf(consent, tolvan))
          .filter(
            ({ assertion }) => asked === 'all' || asked.some((id) => isSameId(id, assertion.careProviderId)),
          );
        const looked = all.slice(-bound.lookedAt);
        const inForce = looked.filter((consent) => isInForce(consent, now));
        const others = looked.filter((consent) => flag && !isInForce(consent, now));
        const chosen = [...inForce.reverse(), ...others.reverse()].slice(0, bound.most);
        const answer = extendedConsentsForPatient(models.patient, question, now, bound);
        expect(answer.consents).toStrictEqual(
          all.filter((consent) => chosen.includes(consent)).map((consent) => naiveExtended(consent, now)),
        );
        const isWhole = all.length <= bound.lookedAt && inForce.length + others.length <= bound.most;
        if (isWhole) expect(answer.isPart).toBe(false);
        if (answer.isPart) parts += 1;
        else expect(inForce.length + others.length).toBe(answer.consents.length);
      }),
      { numRuns: 500 },
    );
    expect(parts).toBeGreaterThan(0);
  });

  it('is whole when it has as many as it may, and a part with one more', () => {
    const listed = (count: number) => {
      const models = emptyReadModels();
      const commands = Array.from({ length: count }, (_, index) =>
        toRegister({ assertionId: consentId(index + 1), now: morning }),
      );
      models.apply(...historyOf(commands));
      const question = { patient: tolvan, careProviders: 'all', includeCancelled: true } as const;
      const { consents, isPart } = extendedConsentsForPatient(models.patient, question, evening, {
        most: 3,
        lookedAt: 9,
      });
      return { ids: consents.map(({ assertion }) => assertion.assertionId), isPart };
    };
    expect(listed(3)).toStrictEqual({ ids: [1, 2, 3].map(consentId), isPart: false });
    expect(listed(4)).toStrictEqual({ ids: [2, 3, 4].map(consentId), isPart: true });
  });
});
