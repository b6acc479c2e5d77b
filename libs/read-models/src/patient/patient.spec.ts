import type { ConsentEvent, Instant } from '#consent';
import {
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
  tolvan,
} from '#consent/given';
import { given } from '../given';
import type { PatientRows } from './patient.projection';
import { consentsForPatient, extendedConsentsForPatient } from './patient.query';

const basic = (events: readonly ConsentEvent[], now: Instant) =>
  consentsForPatient(given(...events).patient, { patient: tolvan, careProviderId: careProvider }, now)
    .consents;
const extended = (events: readonly ConsentEvent[], now: Instant, includeCancelled = false) =>
  extendedConsentsForPatient(
    given(...events).patient,
    { patient: tolvan, careProviders: 'all', includeCancelled },
    now,
  ).consents;
const idsOf = (answer: readonly { assertionId: string }[]) => answer.map(({ assertionId }) => assertionId);

describe('the boundaries of a consent', () => {
  const span = [registered({ start: stated('2026-03-02T12:00:00'), end: stated('2026-03-02T18:00:00') })];

  it.each([
    ['long before its start', morning, 1],
    ['its end', evening, 1],
    ['the instant after its end', evening + 1, 0],
  ])('at %s', (_, now, count) => {
    expect(basic(span, now)).toHaveLength(count);
    expect(extended(span, now)).toHaveLength(count);
    expect(extended(span, now, true)).toHaveLength(1);
  });

  it('is gone at once for a reader whose clock is behind the writer’s', () => {
    const events = [registered(), endedByPatient()];
    expect(basic(events, noon - 5000)).toStrictEqual([]);
    expect(extended(events, noon - 5000)).toStrictEqual([]);
  });
});

describe('a patient’s consents', () => {
  it('come in the order of their registration, not of their ids or times', () => {
    const events = [
      registered({ assertionId: consentId(3), recordedAt: noon }),
      registered({ assertionId: consentId(1), recordedAt: evening }),
      registered({ assertionId: consentId(2), recordedAt: morning }),
      endedByPatient(registered({ assertionId: consentId(3) }), { end: filledIn(evening + 1) }),
    ];
    const inOrder = [consentId(3), consentId(1), consentId(2)];
    expect(idsOf(basic(events, evening))).toStrictEqual(inOrder);
    expect(idsOf(extended(events, evening).map(({ assertion }) => assertion))).toStrictEqual(inOrder);
  });

  it('are unknown when only their end is known: the log may keep the last event of an erased history', () => {
    expect(given(cancelled(), deleted(), endedByPatient()).patient.all()).toStrictEqual([]);
  });
});

describe('a question', () => {
  /** The same rows, of which it is counted how many scans stand open. */
  function watched(rows: PatientRows): { readonly rows: PatientRows; readonly open: () => number } {
    let open = 0;
    const scan: PatientRows['scan'] = function* (...range) {
      open += 1;
      try {
        yield* rows.scan(...range);
      } finally {
        open -= 1;
      }
    };
    return { rows: { ...rows, scan }, open: () => open };
  }

  it.each([
    ['answers all', 500],
    ['answers a part', 1],
  ])('leaves no scan open when it %s', (_, most) => {
    const ofFour = [0, 1, 2, 3].map((n) => registered({ assertionId: consentId(n) }));
    const { rows, open } = watched(given(...ofFour, cancelled(ofFour[0])).patient);
    const question = { patient: tolvan, careProviders: 'all', includeCancelled: true } as const;
    const { consents } = extendedConsentsForPatient(rows, question, noon, { most, lookedAt: 5000 });
    expect(consents).toHaveLength(Math.min(4, most));
    expect(open()).toBe(0);
  });
});
