import { holdsPersonIdentity } from '#consent';
import {
  cancelled,
  careProvider,
  careUnit,
  consentId,
  deleted,
  doctor,
  endedByPatient,
  journalSystem,
  nurse,
  registered,
  registration,
  stated,
  tolvan,
  visitor,
} from '#consent/given';
import { historyOfEvents } from './given/example-histories';
import type { Identities } from './identities';
import { historyRecord } from './record';

const recordsOf = async (events: Parameters<typeof historyOfEvents>[0], identities: Identities = 'masked') =>
  (await historyOfEvents(events)).entries.map((entry) => historyRecord(entry, identities));

const common = (position: number, recordedAt: string) => ({
  assertionId: consentId(1),
  position,
  revision: position,
  recordedAt,
  patient: { root: tolvan.root, extension: '**********12' },
  careProviderId: careProvider,
  careUnitId: careUnit,
  commandId: '00000000-0000-4000-8000-0000000000c1',
  correlationId: 'a-correlation',
  door: 'json',
  systemId: journalSystem,
});

const acted = (hour: string, sent: string) => ({
  requestDate: { at: `2026-03-02T${hour}:58:00.000Z`, sent: `2026-03-02T${sent}:58:00` },
  requestedBy: { employeeId: doctor },
  registrationDate: { at: `2026-03-02T${hour}:59:00.000Z`, sent: `2026-03-02T${sent}:59:00` },
  registeredBy: { employeeId: nurse },
});

describe('the record of an event', () => {
  const first = registered({
    start: stated('2026-03-01T00:00:00'),
    end: stated('2026-12-31T23:59:59'),
    employeeId: doctor,
    representedBy: visitor,
  });
  const span = { from: '2026-02-28T23:00:00.000Z' };

  it('has all of a registration', async () => {
    expect(await recordsOf([first])).toStrictEqual([
      {
        event: 'ConsentRegistered',
        ...common(0, '2026-03-02T07:00:00.000Z'),
        assertionType: 'Consent',
        scope: 'NationalLevel',
        employeeId: doctor,
        ownerId: journalSystem,
        start: { at: '2026-02-28T23:00:00.000Z', sent: '2026-03-01T00:00:00' },
        end: { at: '2026-12-31T22:59:59.000Z', sent: '2026-12-31T23:59:59' },
        representedBy: { root: visitor.root, extension: '**********91' },
        ...acted('06', '07'),
        validity: { ...span, to: '2026-12-31T22:59:59.000Z' },
      },
    ]);
  });

  it('has all of what follows', async () => {
    const moved = endedByPatient(first, { representedBy: visitor });
    const [, ended] = await recordsOf([first, moved]);
    expect(ended).toStrictEqual({
      event: 'ConsentEndedByPatient',
      ...common(1, '2026-03-02T11:00:00.000Z'),
      end: { at: '2026-03-02T10:59:59.999Z', sent: null },
      representedBy: { root: visitor.root, extension: '**********91' },
      validity: { ...span, to: '2026-03-02T10:59:59.999Z' },
    });
    const [, closed] = await recordsOf([first, cancelled(first)]);
    expect(closed).toStrictEqual({
      event: 'ConsentCancelled',
      ...common(1, '2026-03-02T11:00:00.000Z'),
      ...acted('10', '11'),
      reasonText: 'The patient asked for it',
      validity: { ...span, to: '2026-03-02T10:59:59.999Z' },
    });
    const [, mistaken] = await recordsOf([first, deleted(first)]);
    expect(mistaken).toMatchObject({ event: 'ConsentDeleted', ...acted('16', '17') });
  });

  it('says of what goes on that it has no end, and of what never was valid that it was not', async () => {
    const late = registered({ start: stated('2026-04-01T00:00:00') });
    const [open, never] = await recordsOf([late, cancelled(late)]);
    expect([open!.validity, never!.validity]).toStrictEqual([
      { from: '2026-03-31T22:00:00.000Z', to: null },
      null,
    ]);
  });

  it('holds no personal identity, wherever one was written, unless that is asked for', async () => {
    const written = registered({
      representedBy: visitor,
      registration: {
        ...registration,
        reasonText: `For ${tolvan.extension}`,
        registeredBy: { employeeId: nurse, assignmentName: `With ${visitor.extension}` },
      },
    });
    const [masked, shown] = [await recordsOf([written]), await recordsOf([written], 'shown')];
    expect(holdsPersonIdentity(JSON.stringify(masked))).toBe(false);
    expect(shown[0]).toMatchObject({
      patient: tolvan,
      representedBy: visitor,
      reasonText: `For ${tolvan.extension}`,
      registeredBy: { assignmentName: `With ${visitor.extension}` },
    });
  });
});
