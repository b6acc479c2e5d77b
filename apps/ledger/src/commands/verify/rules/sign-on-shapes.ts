import type { StoredEvent } from '#event-store';
import { isErrorCode } from '#platform';
import { accessBases, decodeSignOn, type SignOnEvent } from '#sign-on';

type Is = (value: unknown) => boolean;

const isText: Is = (value) => typeof value === 'string' && value !== '';
const matches =
  (form: RegExp): Is =>
  (value) =>
    typeof value === 'string' && form.test(value);
const oneOf =
  (...values: readonly string[]): Is =>
  (value) =>
    values.includes(value as string);
const ifThere =
  (is: Is): Is =>
  (value) =>
    value === undefined || is(value);

const isPerson: Is = (value) => {
  const { root, extension } = (value ?? {}) as Record<string, unknown>;
  return isText(root) && isText(extension);
};
const isInstant: Is = (value) => typeof value === 'number';
const isDigest = matches(/^[0-9a-f]{64}$/);
const isOrganisationNumber = matches(/^\d{9}$/);
const isBasis = oneOf(...accessBases);
const isRefusal: Is = (value) => typeof value === 'string' && /^(AUT|KJX)/.test(value) && isErrorCode(value);

/** What each event must hold, field by field; nothing else may stand in it. */
const shapes: Readonly<Record<SignOnEvent['type'], Readonly<Record<string, Is>>>> = {
  TicketIssued: {
    ticketDigest: isDigest,
    organisationNumber: isOrganisationNumber,
    patient: isPerson,
    basis: isBasis,
    recordsSystem: isText,
    expiresAt: isInstant,
  },
  TicketRedeemed: { person: isPerson },
  AccountCreated: { person: isPerson, hprNumber: isText },
  SignedOn: {
    person: isPerson,
    organisationNumber: isOrganisationNumber,
    ticketDigest: ifThere(isDigest),
    correlationId: isText,
  },
  SignOnRefused: {
    code: isRefusal,
    person: ifThere(isPerson),
    ticketDigest: ifThere(isDigest),
    eventId: isText,
  },
  SignedOff: { person: isPerson, reason: oneOf('asked', 'idle', 'too-long') },
  PatientOpened: {
    person: isPerson,
    organisationNumber: isOrganisationNumber,
    patient: isPerson,
    basis: ifThere(isBasis),
    correlationId: isText,
  },
};

const inEach: Readonly<Record<string, Is>> = { type: isText, recordedAt: isInstant };

/** An event of signing on, if what is stored is one, whole and with nothing added. */
export function soundSignOn(stored: StoredEvent): SignOnEvent | null {
  try {
    const event = decodeSignOn(stored);
    const shape: Readonly<Record<string, Is>> = { ...inEach, ...shapes[event.type] };
    const fields: Readonly<Record<string, unknown>> = { ...event };
    const isWhole = Object.entries(shape).every(([name, is]) => is(fields[name]));
    return isWhole && Object.keys(fields).every((name) => name in shape) ? event : null;
  } catch {
    return null;
  }
}
