import { createHash } from 'node:crypto';
import { formatInstant, type Instant } from '#consent';
import { signNote, type NoteSigner } from '#evidence';
import type { HeldConsent } from '#read-models';

/** The first line of what is signed. No checkpoint begins so, and none can be taken for the other. */
const FORMAT = 'consent-snapshot/v1';

/** What is known of a snapshot beside its consents. */
export interface SnapshotMoment {
  readonly careProviderId: string;
  readonly position: number;
  /** The last change that is in it. */
  readonly cursor: string;
  readonly issuedAt: Instant;
  readonly validUntil: Instant;
}

/** The signed note of a snapshot whose lines are these. */
export function signSnapshot(moment: SnapshotMoment, lines: readonly string[], signer: NoteSigner): string {
  const { careProviderId, position, cursor, issuedAt, validUntil } = moment;
  const statement = {
    origin: signer.name,
    careProviderId,
    position,
    cursor,
    issuedAt: formatInstant(issuedAt),
    validUntil: formatInstant(validUntil),
    consents: lines.length,
    sha256: digestOf(lines),
  };
  return signNote(`${FORMAT}\n${JSON.stringify(statement)}\n`, signer);
}

function digestOf(lines: readonly string[]): string {
  const digest = createHash('sha256');
  for (const line of lines) digest.update(line);
  return digest.digest('base64');
}

/** A consent as a snapshot has it: a line of JSON, whose text is the same each time. */
export function lineOf(consent: HeldConsent): string {
  const { registeredAt, assertionType, patient, careUnitId, employeeId, startsAt, lastValidAt } = consent;
  const parts = [registeredAt, assertionType, patient.root, patient.extension, careUnitId];
  const rest = [employeeId ?? null, startsAt ?? null, lastValidAt ?? null];
  return `${JSON.stringify([...parts, ...rest])}\n`;
}
