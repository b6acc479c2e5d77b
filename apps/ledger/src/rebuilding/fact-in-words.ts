import { formatLocalTime } from '#consent';

/** Fields that hold an instant. */
const instants = new Set(['at', 'startsAt', 'lastValidAt', 'recordedAt', 'storedAt']);

/** Fields whose value may be shown. What a patient is called is not among them, nor is what somebody has written in words of their own. */
const shown = new Set([
  ...instants,
  ...['sent', 'position', 'registeredPosition', 'kind'],
  ...[
    'assertionId',
    'assertionType',
    'scope',
    'careProviderId',
    'careUnitId',
    'employeeId',
    'assignmentId',
    'ownerId',
  ],
]);

const LONGEST = 60;

/** What JSON has besides objects and lists. */
export type Scalar = string | number | boolean | null;

/** A value for people; one that may hold a personal identity is left out. */
export function factInWords(path: readonly string[], value: Scalar): string {
  const field = path.at(-1) ?? '';
  if (!shown.has(field)) return 'not shown';
  if (value === null) return 'none';
  const text = instants.has(field) ? instantInWords(value) : String(value);
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

/** What was damaged may be any number. */
function instantInWords(value: Scalar): string {
  const isInstant = typeof value === 'number' && Math.abs(value) < 8.64e15;
  return isInstant ? formatLocalTime(value).replace('T', ' ') : String(value);
}
