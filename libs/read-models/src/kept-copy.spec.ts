import type { Instant } from '#consent';
import { careProvider, doctor } from '#consent/given';
import fc from 'fast-check';
import type { History, ReadModels } from './given';
import { emptyReadModels, naiveValid, isSameId } from './given';
import { anyHistory, everyPlace, STEPS } from './given/random-histories';
import type { Assertion, CareProviderPage, CareProviderQuestion, CheckQuestion } from './index';
import { checkConsent, consentsForCareProvider } from './index';

/** A system that keeps a copy of a care provider's consents, and knows nothing but what synchronisation told it. */
class Copy {
  private readonly held = new Map<string, Assertion>();
  private page: CareProviderPage | null = null;

  constructor(private readonly asks: { readonly pageSize: number; readonly byCursor: boolean }) {}

  synchronise({ careProvider: rows }: ReadModels, now: Instant): void {
    do {
      this.page = consentsForCareProvider(rows, this.question(), now);
      for (const assertion of this.page.assertions) this.held.set(assertion.assertionId, assertion);
      for (const { assertionId } of this.page.cancelled) this.held.delete(assertionId);
    } while (this.page.hasMore);
  }

  /** The ids of the consents that give access. */
  valid({ patient, careUnitId, employeeId }: CheckQuestion, now: Instant): string[] {
    return [...this.held.values()]
      .filter((held) => held.patient.extension === patient.extension && isSameId(held.careUnitId, careUnitId))
      .filter(({ employeeId: named }) => named === undefined || isSameId(named, employeeId))
      .filter(({ start, end }) => start.at <= now && now <= (end?.at ?? now))
      .map(({ assertionId }) => assertionId)
      .sort();
  }

  private question(): CareProviderQuestion {
    const { pageSize, byCursor } = this.asks;
    const asked = { careProviderId: careProvider, includeCancelled: true, pageSize, scanLimit: 4 };
    if (!this.page) return asked;
    const { cursor, moreOnOrAfter } = this.page;
    return byCursor ? { ...asked, after: cursor } : { ...asked, createdOnOrAfter: moreOnOrAfter };
  }
}

describe('a copy that is kept by synchronisation alone', () => {
  const anySyncs = fc.record({
    pageSize: fc.integer({ min: 1, max: 5 }),
    byCursor: fc.boolean(),
    /** After how many events each synchronisation comes, and how long after the last of them. */
    moments: fc.array(fc.tuple(fc.nat(4), fc.nat(STEPS * 70)), { maxLength: 12 }),
    /** How long after a synchronisation each check comes. */
    checks: fc.array(fc.nat(STEPS * 70), { minLength: 1, maxLength: 3 }),
  });

  it('gives access by the same consents as the service, until the next change', () => {
    fc.assert(
      fc.property(anyHistory, anySyncs, ({ history }, { moments, checks, ...asks }) => {
        const models = emptyReadModels();
        const copy = new Copy(asks);
        let now = 0;
        let known = 0;
        for (const [events, pause] of [...moments, [history.length, 0] as const]) {
          const news = history.slice(known, known + events);
          models.apply(...news);
          known += news.length;
          now = Math.max(now, ...news.map(({ event }) => event.recordedAt)) + pause;
          copy.synchronise(models, now);
          for (const later of checks) expectSameAccess(copy, models, history.slice(0, known), now + later);
        }
      }),
      { numRuns: 500 },
    );
  });

  function expectSameAccess(copy: Copy, { check }: ReadModels, history: History, now: Instant) {
    for (const place of everyPlace.filter(({ careProviderId }) => careProviderId === careProvider)) {
      const question = { ...place, employeeId: doctor };
      const valid = copy.valid(question, now);
      expect(valid).toStrictEqual(naiveValid(history, question, now));
      expect(valid.length > 0).toBe(checkConsent(check, question, now).hasConsent);
    }
  }
});
