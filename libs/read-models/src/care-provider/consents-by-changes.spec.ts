import { hsaKey, isValidAt, type Instant } from '#consent';
import { careProvider, consentId, doctor, nurse, registered, at } from '#consent/given';
import fc from 'fast-check';
import { emptyReadModels, given, type History, type ReadModels } from '../given';
import { anyHistory, everyPlace } from '../given/random-histories';
import { checkConsent, type CheckQuestion } from '../check/check.query';
import { consentChanges, type ChangeCursor } from './changes.query';
import { ConsentsByChanges, type HeldConsent } from './consents-by-changes';

/** Reads all changes, so many at a time. */
function consentsIn({ careProvider: rows }: ReadModels, since = -1, pageSize = 3): ConsentsByChanges {
  const consents = new ConsentsByChanges(since);
  for (let after: ChangeCursor | undefined; ;) {
    const page = consentChanges(rows, { careProviderId: careProvider, after, pageSize })!;
    for (const change of page.changes) consents.add(change);
    if (!page.hasMore) return consents;
    after = page.cursor;
  }
}

const modelsOf = (history: History): ReadModels => {
  const models = emptyReadModels();
  models.apply(...history);
  return models;
};

/** What somebody answers who knows these consents and nothing else. */
function answerFrom(consents: readonly HeldConsent[], question: CheckQuestion, now: Instant) {
  const latest = consents.findLast(
    ({ patient, careUnitId, employeeId, startsAt = -Infinity, lastValidAt = null }) =>
      patient.root === question.patient.root &&
      patient.extension === question.patient.extension &&
      hsaKey(careUnitId) === hsaKey(question.careUnitId) &&
      (employeeId === undefined || hsaKey(employeeId) === hsaKey(question.employeeId)) &&
      isValidAt({ startsAt, lastValidAt }, now),
  );
  return latest ? { hasConsent: true, assertionType: latest.assertionType } : { hasConsent: false };
}

const places = everyPlace.filter(({ careProviderId }) => careProviderId === careProvider);

it('what is held at an instant answers every check from then on as the service does', () => {
  let yes = 0;
  fc.assert(
    fc.property(anyHistory, fc.nat(1_000_000), ({ history, now }, later) => {
      const models = modelsOf(history);
      const held = consentsIn(models).heldAt(now);
      for (const place of places)
        for (const employeeId of [doctor, nurse, 'somebody']) {
          const question = { ...place, employeeId };
          const { assertionId: _, ...expected } = checkConsent(models.check, question, now + later);
          expect(answerFrom(held, question, now + later)).toStrictEqual(expected);
          if (expected.hasConsent) yes += 1;
        }
    }),
  );
  expect(yes).toBeGreaterThan(20);
});

it('an older holding with what has changed since, and without what has ended since, is the newer one', () => {
  fc.assert(
    fc.property(anyHistory, fc.nat(30), fc.nat(1_000_000), ({ history, now }, known, later) => {
      const before = history.slice(0, known);
      const old = consentsIn(modelsOf(before)).heldAt(now);
      const since = before.at(-1)?.position ?? -1;
      const consents = consentsIn(modelsOf(history), since);
      const held = consents.heldAt(now + later);
      const changed = consents.changed();
      const kept = old.filter(
        ({ registeredAt, lastValidAt = Infinity }) =>
          !changed.has(registeredAt) && lastValidAt >= now + later,
      );
      const news = held.filter(({ registeredAt }) => changed.has(registeredAt));
      const merged = [...kept, ...news].sort((one, other) => one.registeredAt - other.registeredAt);
      expect(merged).toStrictEqual(held);
    }),
  );
});

it('a consent that had begun when it was recorded has no beginning', () => {
  const recordedAt = at('2026-03-02T08:00:00');
  const models = given(
    registered({ assertionId: consentId(1), start: { at: recordedAt, sent: 'x' }, recordedAt }),
    registered({ assertionId: consentId(2), start: { at: recordedAt + 1, sent: 'x' }, recordedAt }),
  );
  const starts = consentsIn(models)
    .heldAt(recordedAt)
    .map(({ startsAt }) => startsAt);
  expect(starts).toEqual([undefined, recordedAt + 1]);
});
