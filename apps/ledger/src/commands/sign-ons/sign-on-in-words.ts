import { asShown, localTime, type Identities } from '#audit';
import { formatInstant, type PersonIdentity } from '#consent';
import type { SignedOff, SignOnEntry } from '#sign-on';
import type { Column } from '../../terminal/table';

export const columns: readonly Column[] = [
  { title: 'Time' },
  { title: 'What' },
  { title: 'Person' },
  { title: 'Organisation' },
  { title: 'Patient' },
  { title: 'Ground' },
  { title: 'Event or exchange' },
];

/** An entry as a record: the instant as UTC text, and identities masked, unless they are to be shown. */
export function recordOf(entry: SignOnEntry, identities: Identities): object {
  const shown = (identity: PersonIdentity | undefined) => identity && asShown(identity, identities);
  return {
    ...entry,
    recordedAt: formatInstant(entry.recordedAt),
    person: shown(entry.person),
    ...(entry.type === 'PatientOpened' && { patient: shown(entry.patient) }),
  };
}

/** The same as a row for people. */
export function rowOf(entry: SignOnEntry, identities: Identities): readonly string[] {
  const shown = (identity: PersonIdentity | undefined) =>
    identity ? asShown(identity, identities).extension : '';
  const { patient, basis } = entry.type === 'PatientOpened' ? entry : {};
  return [
    localTime(entry.recordedAt),
    happening(entry),
    shown(entry.person),
    'organisationNumber' in entry ? entry.organisationNumber : '',
    shown(patient),
    basis ?? '',
    foundBy(entry),
  ];
}

const reasons: Readonly<Record<SignedOff['reason'], string>> = {
  asked: 'signed off',
  idle: 'session ended, idle',
  'too-long': 'session ended, too long',
};

function happening(entry: SignOnEntry): string {
  switch (entry.type) {
    case 'SignedOn':
      return 'signed on';
    case 'SignOnRefused':
      return `refused ${entry.code}`;
    case 'SignedOff':
      return reasons[entry.reason];
    case 'PatientOpened':
      return 'patient opened';
  }
}

/** What finds the rest in the log: the event id that a person was shown, or what the exchange is known by. */
function foundBy(entry: SignOnEntry): string {
  if (entry.type === 'SignOnRefused') return entry.eventId;
  return 'correlationId' in entry ? entry.correlationId : '';
}
