import {
  actor,
  at,
  cancelled,
  careProvider,
  careUnit,
  child,
  consentId,
  deleted,
  doctor,
  endedByPatient,
  journalSystem,
  nurse,
  provenance,
  registered,
  registration,
  stated,
  tolvan,
  visitor,
} from '#consent/given';
import { endedAtOnce, historyOfEvents } from './given/example-histories';
import { consentInWords, entryInWords, happening } from './in-words';

const wordsOf = async (...events: Parameters<typeof historyOfEvents>[0]) =>
  entryInWords((await historyOfEvents(events)).entries.at(-1)!, 'masked');

const recordedAt = (time: string, position: number) =>
  `Recorded 2026-03-02 ${time} at position ${position}, revision ${position}, sent by system ${journalSystem} ` +
  'through the JSON door, correlation a-correlation.';

describe('an event in words', () => {
  it('tells of a registration', async () => {
    expect(await wordsOf(registered())).toStrictEqual([
      'Stated to hold from 2026-03-02 08:00:00 (the time of registration) until further notice.',
      `Requested 2026-03-02 07:58:00 by ${doctor}.`,
      `Entered 2026-03-02 07:59:00 by ${nurse}.`,
      recordedAt('08:00:00', 0),
      'After this: valid from 2026-03-02 08:00:00 until further notice.',
    ]);
  });

  it('tells who acted for whom, and from where', async () => {
    const { entries } = await historyOfEvents([
      registered({
        start: stated('2026-03-05T00:00:00'),
        end: stated('2026-03-31T23:59:59'),
        representedBy: visitor,
        registration: {
          ...registration,
          requestedBy: actor(doctor, { id: careUnit, name: 'The heart clinic' }),
          reasonText: 'Before an operation',
        },
      }),
    ]);
    const far = {
      ...provenance,
      door: 'soap' as const,
      originalConsumer: careProvider,
      onBehalfOf: careUnit,
    };
    expect(entryInWords({ ...entries[0]!, provenance: far }, 'masked')).toStrictEqual([
      'Stated to hold from 2026-03-05 00:00:00 until 2026-03-31 23:59:59.',
      'The patient was represented by **********91 (samordningsnummer).',
      `Requested 2026-03-02 07:58:00 by ${doctor} (assignment The heart clinic, ${careUnit}).`,
      `Entered 2026-03-02 07:59:00 by ${nurse}.`,
      'Reason: Before an operation',
      `Recorded 2026-03-02 08:00:00 at position 0, revision 0, sent by system ${journalSystem} through the SOAP door, ` +
        `begun at system ${careProvider}, on behalf of ${careUnit}, correlation a-correlation.`,
      'After this: valid from 2026-03-05 00:00:00 until 2026-03-31 23:59:59.',
    ]);
  });

  it('tells of a cancellation', async () => {
    expect(await wordsOf(registered(), cancelled())).toStrictEqual([
      'The patient asked for it.',
      `Requested 2026-03-02 11:58:00 by ${doctor}.`,
      `Entered 2026-03-02 11:59:00 by ${nurse}.`,
      'Reason: The patient asked for it',
      recordedAt('12:00:00', 1),
      'After this: not valid any more. It was, from 2026-03-02 08:00:00 until 2026-03-02 11:59:59.',
    ]);
  });

  it('tells of a deletion, and that it may have been used', async () => {
    expect(await wordsOf(registered(), deleted())).toStrictEqual([
      'It had been registered by mistake. Until then it was in force and may have been used.',
      `Requested 2026-03-02 17:58:00 by ${doctor}.`,
      `Entered 2026-03-02 17:59:00 by ${nurse}.`,
      'Reason: Registered on the wrong patient',
      recordedAt('18:00:00', 1),
      'After this: not valid any more. It was, from 2026-03-02 08:00:00 until 2026-03-02 17:59:59.',
    ]);
  });

  it('tells of an end by the patient, at once', async () => {
    expect(await wordsOf(...endedAtOnce)).toStrictEqual([
      'Stated to end 2026-03-02 11:59:59 (at once).',
      recordedAt('12:00:00', 1),
      'After this: valid from 2026-03-02 08:00:00 until 2026-03-02 11:59:59.',
    ]);
  });

  it('tells of an end by the patient, represented', async () => {
    const moved = endedByPatient(registered(), {
      end: stated('2026-03-31T12:00:00'),
      representedBy: visitor,
    });
    expect((await wordsOf(registered(), moved)).slice(0, 2)).toStrictEqual([
      'Stated to end 2026-03-31 12:00:00.',
      'The patient was represented by **********91 (samordningsnummer).',
    ]);
  });

  it('says when a consent never came to be valid', async () => {
    const late = registered({ start: stated('2026-04-01T00:00:00') });
    expect((await wordsOf(late, cancelled(late))).at(-1)).toBe('After this: valid at no time.');
  });

  it('marks the second showing of the hour that October repeats', async () => {
    const night = registered({ recordedAt: at('2026-10-25T02:30:00') });
    const later = cancelled(night, { recordedAt: night.recordedAt + 3_600_000 });
    expect((await wordsOf(night)).at(-2)).toMatch(/^Recorded 2026-10-25 02:30:00 at/);
    expect((await wordsOf(night, later)).at(-2)).toMatch(/^Recorded 2026-10-25 02:30:00 \(winter time\) at/);
  });
});

it('names what happened', () => {
  const events = [
    registered(),
    registered({ assertionType: 'Emergency' }),
    cancelled(),
    deleted(),
    endedByPatient(),
  ];
  expect(events.map(happening)).toStrictEqual([
    'Consent registered',
    'Emergency access registered',
    'Cancelled',
    'Deleted',
    'End moved by the patient',
  ]);
});

describe('a consent in words', () => {
  it('says whose it is and whom it is for', async () => {
    expect(consentInWords(await historyOfEvents([registered()]), 'masked')).toBe(
      `Consent of patient **********12 (personnummer), for everyone at unit ${careUnit} of care provider ${careProvider}`,
    );
    const forOne = registered({ assertionType: 'Emergency', employeeId: doctor, patient: child });
    expect(consentInWords(await historyOfEvents([forOne]), 'shown')).toBe(
      `Emergency access to patient ${child.extension} (personnummer), for employee ${doctor} at unit ${careUnit} ` +
        `of care provider ${careProvider}`,
    );
  });
});

describe('what somebody wrote', () => {
  const reason = `Asked by ${tolvan.extension} herself`;
  const written = registered({
    assertionId: consentId(1),
    registration: { ...registration, reasonText: reason },
  });

  it('is left out when it holds a personal identity, unless that is asked for', async () => {
    const { entries } = await historyOfEvents([written]);
    expect(entryInWords(entries[0]!, 'masked')).toContain(
      'Reason: (left out: a personal identity is written in it)',
    );
    expect(entryInWords(entries[0]!, 'shown')).toContain(`Reason: ${reason}`);
  });
});
