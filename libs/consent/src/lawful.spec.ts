import fc from 'fast-check';
import type { ConsentCommand, ConsentEvent, ConsentState, StatedTime, Unlawful } from './index';
import { consentStream, evolve, initialState, whyUnlawful } from './index';
import {
  cancelled,
  careProvider,
  child,
  consentId,
  deleted,
  doctor,
  endedByPatient,
  filledIn,
  historyOf,
  morning,
  noon,
  otherCareProvider,
  otherCareUnit,
  registered,
  stated,
  toCancel,
  toDelete,
  toEndByPatient,
  toRegister,
  tolvan,
  visitor,
} from './given';

/** The state of each consent before each event, as a walk through the history meets them. */
function* steps(events: readonly ConsentEvent[]): Generator<[ConsentEvent, ConsentState]> {
  const states = new Map<string, ConsentState>();
  for (const event of events) {
    const stream = consentStream(event.assertionId);
    const state = states.get(stream) ?? initialState;
    yield [event, state];
    states.set(stream, evolve(state, event));
  }
}

const moments = fc.nat(60).map((n) => morning + n * 500);

const times: fc.Arbitrary<StatedTime> = moments.map((instant) => ({ at: instant, sent: 'as sent' }));

const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });

function commands(): fc.Arbitrary<ConsentCommand[]> {
  const assertionId = fc.constantFrom(consentId(1), consentId(1).toLowerCase(), consentId(2));
  const patient = fc.constantFrom(tolvan, child);
  const base = { now: moments, assertionId, patient, end: maybe(times), representedBy: maybe(patient) };
  const ofRegistration = {
    careProviderId: fc.constantFrom(careProvider, otherCareProvider),
    employeeId: maybe(fc.constant(doctor)),
    start: maybe(times),
    forgiving: fc.boolean(),
  };
  const command = fc.oneof(
    fc.record({ ...base, ...ofRegistration }).map(toRegister),
    fc.record(base).map(toEndByPatient),
    fc.record({ now: moments, assertionId }).map(toCancel),
    fc.record({ now: moments, assertionId }).map(toDelete),
  );
  return fc.array(command, { minLength: 6, maxLength: 16 });
}

const histories = commands().map((list) => historyOf(list).map(({ event }) => event));

const after = (...events: ConsentEvent[]): ConsentState => events.reduce(evolve, initialState);
const refused = (reason: string): Unlawful => ({ reason }) as Unlawful;
const differs = (...fields: string[]): Unlawful => ({ reason: 'differs', fields });

describe('what the rules decide', () => {
  it('is lawful, whatever was asked', () => {
    const seen = { events: 0, closed: 0 };
    fc.assert(
      fc.property(histories, (events) => {
        for (const [event, state] of steps(events)) {
          expect(whyUnlawful(event, state)).toBeNull();
          seen.events += 1;
          seen.closed += event.type === 'ConsentRegistered' ? 0 : 1;
        }
      }),
      { numRuns: 500 },
    );
    expect(seen.events).toBeGreaterThan(500);
    expect(seen.closed).toBeGreaterThan(100);
  });
});

/** Each makes an event that no command could have led to, out of one that a command did. */
const mutations: Record<string, (event: ConsentEvent) => ConsentEvent> = {
  'another id': (event) => ({ ...event, assertionId: consentId(9) }),
  'another patient': (event) => ({ ...event, patient: visitor }),
  'another care provider': (event) => ({ ...event, careProviderId: 'SE165565594230-9000' }),
  'another unit': (event) => ({ ...event, careUnitId: otherCareUnit }),
  'a lost unit': ({ careUnitId: _, ...event }) => event as ConsentEvent,
  'a field that is not its own': (event) => ({ ...event, approved: true }) as never,
};

describe('a history that was changed', () => {
  it.each(Object.entries(mutations))('has %s in a later event, which is not lawful', (_name, mutate) => {
    fc.assert(
      fc.property(histories, (events) => {
        for (const [event, state] of steps(events)) {
          if (event.type !== 'ConsentRegistered') expect(whyUnlawful(mutate(event), state)).not.toBeNull();
        }
      }),
    );
  });

  it('has its first event no more, and then none that may begin it', () => {
    fc.assert(
      fc.property(histories, (events) => {
        for (const [event] of steps(events)) {
          if (event.type !== 'ConsentRegistered')
            expect(whyUnlawful(event, initialState)).toEqual(refused('not-found'));
        }
      }),
    );
  });

  it('has an event twice', () => {
    fc.assert(
      fc.property(histories, (events) => {
        for (const [event, state] of steps(events)) {
          expect(whyUnlawful(event, evolve(state, event))).not.toBeNull();
        }
      }),
    );
  });
});

describe('an event', () => {
  const forAMonth = registered({ end: stated('2026-04-02T00:00:00') });

  it.each<[string, ConsentEvent, ConsentState, Unlawful]>([
    ['registers twice', registered(), after(registered()), refused('already-registered')],
    [
      'cancels what is cancelled',
      cancelled(),
      after(registered(), cancelled()),
      refused('already-cancelled'),
    ],
    ['deletes what is cancelled', deleted(), after(registered(), cancelled()), refused('already-cancelled')],
    ['ends what is deleted', endedByPatient(), after(registered(), deleted()), refused('already-deleted')],
    ['ends what is not registered', endedByPatient(), initialState, refused('not-found')],
    [
      'moves an end away',
      endedByPatient(forAMonth, { end: stated('2026-05-01T00:00:00') }),
      after(forAMonth),
      refused('invalid-span'),
    ],
    [
      'moves an end into the past',
      endedByPatient(forAMonth, { end: stated('2026-03-02T11:59:59') }),
      after(forAMonth),
      refused('invalid-span'),
    ],
    [
      'ends before it starts',
      registered({ end: stated('2026-03-01T00:00:00') }),
      initialState,
      refused('invalid-span'),
    ],
    [
      'began at another time than the ledger filled in',
      registered({ start: filledIn(noon) }),
      initialState,
      differs('start'),
    ],
    [
      'ended at another time than the ledger filled in',
      endedByPatient(registered(), { end: filledIn(noon) }),
      after(registered()),
      differs('end'),
    ],
    [
      'spells its id otherwise',
      cancelled(registered({ assertionId: consentId(1).toLowerCase() })),
      after(registered()),
      differs('assertionId'),
    ],
  ])('that %s is not lawful', (_name, event, state, why) => {
    expect(whyUnlawful(event, state)).toEqual(why);
  });

  it('that lost a field on the way is not lawful', () => {
    const { scope: _, ...rest } = registered();
    expect(whyUnlawful(rest as ConsentEvent, initialState)).toEqual(differs('scope'));
  });
});
