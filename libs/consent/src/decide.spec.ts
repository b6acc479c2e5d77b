import type { ConsentCommand, ConsentEvent, Decision, Rejection } from './index';
import { decide, evolve, initialState } from './index';
import {
  anyone,
  at,
  cancelled,
  careProvider,
  child,
  consentId,
  deleted,
  doctor,
  endedByPatient,
  evening,
  filledIn,
  morning,
  noon,
  nurse,
  onlyFor,
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

const given = (...history: ConsentEvent[]) => ({
  when: (command: ConsentCommand): Decision => decide(command, history.reduce(evolve, initialState)),
});
const nothing = given();

const namesNoConsent: readonly string[] = ['access-denied', 'invalid-span'];
const events = (...expected: ConsentEvent[]) => ({ accepted: true, events: expected });
const rejection = (reason: Rejection['reason']) => ({
  accepted: false,
  rejection: namesNoConsent.includes(reason) ? { reason } : { reason, assertionId: consentId(1) },
});

/** Answered as a consent that there is not. Only auditors see why. */
const hiddenFrom = (hidden: 'care-provider' | 'patient') => ({
  accepted: false,
  rejection: { reason: 'not-found', assertionId: consentId(1), hidden },
});

const stranger = onlyFor(otherCareProvider);
const own = onlyFor(careProvider);

/** Every optional field stated. */
const stateAll = {
  employeeId: doctor,
  start: stated('2026-03-01T00:00:00'),
  end: stated('2026-03-31T23:59:59'),
  representedBy: visitor,
};

describe('RegisterConsent', () => {
  it('is recorded once, and rejected the second time', () => {
    expect(nothing.when(toRegister())).toStrictEqual(events(registered()));
    expect(given(registered()).when(toRegister())).toStrictEqual(rejection('already-registered'));
  });

  it('records every field that was stated', () => {
    const { registration } = registered();
    expect(nothing.when(toRegister({ ...stateAll, assertionType: 'Emergency' }))).toStrictEqual(
      events({
        type: 'ConsentRegistered',
        assertionId: consentId(1),
        assertionType: 'Emergency',
        scope: 'NationalLevel',
        patient: tolvan,
        careProviderId: 'SE165565594230-1000',
        careUnitId: 'SE165565594230-1001',
        employeeId: doctor,
        start: { at: at('2026-03-01T00:00:00'), sent: '2026-03-01T00:00:00' },
        end: { at: at('2026-03-31T23:59:59'), sent: '2026-03-31T23:59:59' },
        representedBy: visitor,
        ownerId: 'SE165565594230-9001',
        registration,
        recordedAt: morning,
      }),
    );
  });

  it('begins at the time of recording when no start is stated', () => {
    const decision = nothing.when(toRegister({ now: noon }));
    expect(decision).toStrictEqual(events(registered({ recordedAt: noon, start: { at: noon, sent: null } })));
  });

  it('may end the instant it begins, and no earlier', () => {
    const start = stated('2026-03-09T00:00:00');
    const shortest = { start, end: stated('2026-03-09T00:00:00') };
    expect(nothing.when(toRegister(shortest))).toStrictEqual(events(registered(shortest)));
    const backwards = { start, end: stated('2026-03-08T23:59:59') };
    expect(nothing.when(toRegister(backwards))).toStrictEqual(rejection('invalid-span'));
  });

  it('has not ended already when it begins by being recorded', () => {
    const endsNow = { end: stated('2026-03-02T08:00:00') };
    expect(nothing.when(toRegister(endsNow))).toStrictEqual(events(registered(endsNow)));
    expect(nothing.when(toRegister({ ...endsNow, now: morning + 1 }))).toStrictEqual(
      rejection('invalid-span'),
    );
  });

  it('is allowed only for a care provider the caller may act for', () => {
    expect(nothing.when(toRegister({ caller: own }))).toStrictEqual(events(registered()));
    expect(nothing.when(toRegister({ caller: stranger }))).toStrictEqual(rejection('access-denied'));
    expect(given(registered()).when(toRegister({ caller: stranger }))).toStrictEqual(
      rejection('access-denied'),
    );
  });

  it.each([
    ['cancelled', cancelled()],
    ['deleted', deleted()],
    ['ended by the patient', endedByPatient()],
  ])('does not register anew one that was %s', (_, last) => {
    expect(given(registered(), last).when(toRegister())).toStrictEqual(rejection('already-registered'));
  });
});

describe('RegisterConsent, forgiving', () => {
  const command = toRegister({ ...stateAll, now: noon, forgiving: true });
  const before = registered({ ...stateAll });

  it('is recorded the first time, and leaves nothing the second', () => {
    const first = { ...before, recordedAt: noon };
    expect(nothing.when(command)).toStrictEqual(events(first));
    expect(given(first).when(command)).toStrictEqual(events());
  });

  it('sees a repetition whatever the case of the id, the time of day and the way the same instant is written', () => {
    const repeated = toRegister({
      ...stateAll,
      assertionId: consentId(1).toLowerCase(),
      end: stated('2026-03-31T21:59:59Z'),
      now: evening,
      forgiving: true,
    });
    expect(given(before).when(repeated)).toStrictEqual(events());
  });

  it('sees a repetition when neither stated a start', () => {
    expect(given(registered()).when(toRegister({ now: noon, forgiving: true }))).toStrictEqual(events());
  });

  it('sees a repetition even after the consent has expired', () => {
    const short = { end: stated('2026-03-02T09:00:00') };
    const late = toRegister({ ...short, now: noon, forgiving: true });
    expect(given(registered(short)).when(late)).toStrictEqual(events());
    expect(given(registered(short)).when({ ...late, forgiving: false })).toStrictEqual(
      rejection('already-registered'),
    );
  });

  const { registration } = registered();
  const assigned = { employeeId: doctor, assignmentId: 'A1', assignmentName: 'Ward round' };
  it.each<[string, Parameters<typeof toRegister>[0]]>([
    ['assertionType', { assertionType: 'Emergency' }],
    ['patient extension', { patient: child }],
    ['patient root', { patient: { ...tolvan, root: visitor.root } }],
    ['careProviderId', { careProviderId: otherCareProvider }],
    ['careUnitId', { careUnitId: otherCareUnit }],
    ['employeeId', { employeeId: nurse }],
    ['absent employeeId', { employeeId: undefined }],
    ['start', { start: stated('2026-03-01T00:00:01') }],
    ['absent start', { start: undefined }],
    ['end', { end: stated('2026-03-31T23:59:58') }],
    ['absent end', { end: undefined }],
    ['representedBy', { representedBy: child }],
    ['absent representedBy', { representedBy: undefined }],
    ['calling system', { caller: { ...anyone, systemId: 'SE165565594230-9002' } }],
    ['request date', { registration: { ...registration, requestDate: stated('2026-03-02T07:58:01') } }],
    ['requester', { registration: { ...registration, requestedBy: { employeeId: nurse } } }],
    ["requester's assignment", { registration: { ...registration, requestedBy: assigned } }],
    [
      'registration date',
      { registration: { ...registration, registrationDate: stated('2026-03-02T07:59:01') } },
    ],
    ['registrar', { registration: { ...registration, registeredBy: { employeeId: doctor } } }],
    ['reason', { registration: { ...registration, reasonText: 'Referral' } }],
  ])('rejects one with another %s', (_, difference) => {
    const other = toRegister({ ...stateAll, forgiving: true, ...difference });
    expect(given(before).when(other)).toStrictEqual(rejection('already-registered'));
  });

  it.each([
    ['cancelled', cancelled(before)],
    ['deleted', deleted(before)],
    ['ended by the patient', endedByPatient(before)],
  ])('rejects the repetition of one that was %s since: an OK would promise what is not there', (_, last) => {
    expect(given(before, last).when(command)).toStrictEqual(rejection('already-registered'));
  });

  it('still asks whether the caller may act for the care provider', () => {
    expect(given(before).when({ ...command, caller: stranger })).toStrictEqual(rejection('access-denied'));
  });
});

describe.each<
  [
    string,
    (overrides?: { caller?: typeof own; assertionId?: string }) => ConsentCommand,
    ConsentEvent,
    Rejection['reason'],
  ]
>([
  ['CancelConsent', toCancel, cancelled(), 'already-cancelled'],
  ['DeleteConsent', toDelete, deleted(), 'already-deleted'],
])('%s', (_, command, event, secondTime) => {
  it('is recorded once, and rejected the second time', () => {
    expect(given(registered()).when(command())).toStrictEqual(events(event));
    expect(given(registered(), event).when(command())).toStrictEqual(rejection(secondTime));
  });

  it('needs a consent', () => {
    expect(nothing.when(command())).toStrictEqual(rejection('not-found'));
  });

  it('is allowed only for a care provider the caller may act for: others cannot learn that it is there', () => {
    expect(given(registered()).when(command({ caller: own }))).toStrictEqual(events(event));
    expect(given(registered()).when(command({ caller: stranger }))).toStrictEqual(
      hiddenFrom('care-provider'),
    );
    expect(given(registered(), event).when(command({ caller: stranger }))).toStrictEqual(
      hiddenFrom('care-provider'),
    );
  });

  it('is allowed only at the address of the care provider, for a caller who may act for others too', () => {
    const sentTo = (addressedTo: string) =>
      command({ caller: { ...own, careProviders: 'all', addressedTo } });
    expect(given(registered()).when(sentTo(careProvider))).toStrictEqual(events(event));
    expect(given(registered()).when(sentTo(otherCareProvider))).toStrictEqual(rejection('access-denied'));
    expect(nothing.when(sentTo(otherCareProvider))).toStrictEqual(rejection('not-found'));
  });

  it('is possible for one that has expired, and for one that the patient ended', () => {
    const expired = registered({ end: stated('2026-03-02T08:30:00') });
    expect(given(expired).when(command())).toStrictEqual(events(event));
    expect(given(registered(), endedByPatient()).when(command())).toStrictEqual(events(event));
  });

  it('keeps the id as it was first spelled', () => {
    const spelledOtherwise = command({ assertionId: consentId(1).toLowerCase() });
    expect(given(registered()).when(spelledOtherwise)).toStrictEqual(events(event));
  });

  it('repeats the place of the registration, not of anything else', () => {
    const elsewhere = registered({
      patient: child,
      careProviderId: otherCareProvider,
      careUnitId: otherCareUnit,
    });
    expect(given(elsewhere).when(command())).toStrictEqual(
      events({
        ...event,
        patient: child,
        careProviderId: 'SE165565594230-2000',
        careUnitId: 'SE165565594230-1002',
      }),
    );
  });
});

describe('what is closed', () => {
  it('stays cancelled when it is to be deleted, and deleted when it is to be cancelled', () => {
    expect(given(registered(), cancelled()).when(toDelete())).toStrictEqual(rejection('already-cancelled'));
    expect(given(registered(), deleted()).when(toCancel())).toStrictEqual(rejection('already-deleted'));
  });
});

describe('EndConsentByPatient', () => {
  const until = (time: string) => toEndByPatient({ end: stated(time) });
  const endingAt = (time: string) => registered({ end: stated(time) });

  it('ends it just before now when no end is stated, and is rejected the second time', () => {
    const end = { at: noon - 1, sent: null };
    expect(given(registered()).when(toEndByPatient())).toStrictEqual(
      events(endedByPatient(registered(), { end })),
    );
    const again = toEndByPatient({ now: evening });
    expect(given(registered(), endedByPatient()).when(again)).toStrictEqual(rejection('invalid-span'));
  });

  it('moves the end to the stated time, and is rejected the second time', () => {
    const command = until('2026-03-05T00:00:00');
    const moved = endedByPatient(registered(), { end: stated('2026-03-05T00:00:00') });
    expect(given(registered()).when(command)).toStrictEqual(events(moved));
    expect(given(registered(), moved).when(command)).toStrictEqual(rejection('invalid-span'));
  });

  it('can come closer again and again', () => {
    const moved = endedByPatient(registered(), { end: stated('2026-03-05T00:00:00') });
    const closer = endedByPatient(registered(), { end: stated('2026-03-04T00:00:00') });
    expect(given(registered(), moved).when(until('2026-03-04T00:00:00'))).toStrictEqual(events(closer));
    expect(given(registered(), moved, closer).when(until('2026-03-05T00:00:00'))).toStrictEqual(
      rejection('invalid-span'),
    );
  });

  it('comes closer than the end it was registered with, never further and never to the same', () => {
    const before = endingAt('2026-03-05T12:00:00');
    const earlier = endedByPatient(before, { end: stated('2026-03-05T11:59:59') });
    expect(given(before).when(until('2026-03-05T11:59:59'))).toStrictEqual(events(earlier));
    expect(given(before).when(until('2026-03-05T12:00:00'))).toStrictEqual(rejection('invalid-span'));
    expect(given(before).when(until('2026-03-05T12:00:01'))).toStrictEqual(rejection('invalid-span'));
  });

  it('does not rewrite the past; the present second is still now', () => {
    const justAfterNoon = { now: noon + 999, end: stated('2026-03-02T12:00:00') };
    const moved = endedByPatient(registered(), {
      recordedAt: noon + 999,
      end: stated('2026-03-02T12:00:00'),
    });
    expect(given(registered()).when(toEndByPatient(justAfterNoon))).toStrictEqual(events(moved));
    expect(given(registered()).when(until('2026-03-02T11:59:59'))).toStrictEqual(rejection('invalid-span'));
  });

  it('leaves one that has expired as it is', () => {
    const expired = endingAt('2026-03-02T11:59:59');
    expect(given(expired).when(toEndByPatient())).toStrictEqual(rejection('invalid-span'));
    expect(given(expired).when(until('2026-03-02T11:59:58'))).toStrictEqual(rejection('invalid-span'));
  });

  it('can be asked for one that has not started yet', () => {
    const later = registered({ start: stated('2026-03-09T00:00:00') });
    expect(given(later).when(toEndByPatient())).toStrictEqual(events(endedByPatient(later)));
  });

  it('records who spoke for the patient', () => {
    expect(given(registered()).when(toEndByPatient({ representedBy: visitor }))).toStrictEqual(
      events(endedByPatient(registered(), { representedBy: visitor })),
    );
  });

  it('does not show one patient that another has a consent', () => {
    expect(nothing.when(toEndByPatient())).toStrictEqual(rejection('not-found'));
    expect(given(registered()).when(toEndByPatient({ patient: child }))).toStrictEqual(hiddenFrom('patient'));
    const otherKind = { ...tolvan, root: visitor.root };
    expect(given(registered()).when(toEndByPatient({ patient: otherKind }))).toStrictEqual(
      hiddenFrom('patient'),
    );
    const strangersTry = toEndByPatient({ patient: child, caller: stranger });
    expect(given(registered(), cancelled()).when(strangersTry)).toStrictEqual(hiddenFrom('patient'));
  });

  it('is allowed only for a care provider the caller may act for', () => {
    expect(given(registered()).when(toEndByPatient({ caller: own }))).toStrictEqual(events(endedByPatient()));
    expect(given(registered()).when(toEndByPatient({ caller: stranger }))).toStrictEqual(
      hiddenFrom('care-provider'),
    );
  });

  it('does nothing to one that is closed', () => {
    expect(given(registered(), cancelled()).when(toEndByPatient())).toStrictEqual(
      rejection('already-cancelled'),
    );
    expect(given(registered(), deleted()).when(toEndByPatient())).toStrictEqual(rejection('already-deleted'));
  });
});

describe('a history', () => {
  it.each([cancelled(), deleted(), endedByPatient()])('cannot begin with $type', (event) => {
    expect(() => evolve(initialState, event)).toThrow(`${event.type} cannot begin the history of a consent.`);
  });

  it('folds into a state that keeps the registration as written, beside the present end', () => {
    const moved = endedByPatient();
    const state = [registered(), moved].reduce(evolve, initialState);
    expect(state).toStrictEqual({
      status: 'registered',
      registered: registered(),
      lastValidAt: filledIn(noon - 1).at,
    });
  });
});
