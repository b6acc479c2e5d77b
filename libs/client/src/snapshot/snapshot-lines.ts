import { createHash } from 'node:crypto';
import type { HeldConsent } from '../copy/held-consents';
import { SnapshotRefused } from './snapshot-answer';
import { numberIn, textIn } from './statement';

/** A consent, and the text that it was signed in. */
export interface SnapshotLine {
  readonly text: string;
  readonly consent: HeldConsent;
}

/** What a delta does to an older snapshot. */
export interface Difference {
  readonly gone: readonly number[];
  readonly present: readonly SnapshotLine[];
}

/** The lines of a snapshot, or of a delta. @throws SnapshotRefused */
export function readLines(lines: string): Difference {
  const texts = lines.split('\n');
  if (texts.pop() !== '') throw new SnapshotRefused('unreadable');
  const gone = texts.filter((text) => /^\d+$/.test(text)).map(Number);
  return { gone, present: texts.filter((text) => !/^\d+$/.test(text)).map(lineOf) };
}

export function digestOf(lines: readonly SnapshotLine[]): string {
  const digest = createHash('sha256');
  for (const { text } of lines) digest.update(`${text}\n`);
  return digest.digest('base64');
}

function lineOf(text: string): SnapshotLine {
  const [number, type, root, extension, careUnitId, employeeId, startsAt, lastValidAt] = partsOf(text);
  const registeredAt = numberIn(number);
  return {
    text,
    consent: {
      id: String(registeredAt),
      assertionType: assertionTypeIn(type),
      patientId: { root: textIn(root), extension: textIn(extension) },
      careUnitId: textIn(careUnitId),
      ...(employeeId !== null && { employeeId: textIn(employeeId) }),
      startsAt: startsAt === null ? -Infinity : numberIn(startsAt),
      ...(lastValidAt !== null && { lastValidAt: numberIn(lastValidAt) }),
      // The service has left out what is no question at all by the time of the record.
      recordedAt: -Infinity,
      registeredAt,
    },
  };
}

const PARTS = 8;

function partsOf(text: string): readonly unknown[] {
  try {
    const parts: unknown = JSON.parse(text);
    if (Array.isArray(parts) && parts.length === PARTS) return parts;
  } catch (cause) {
    throw new SnapshotRefused('unreadable', { cause });
  }
  throw new SnapshotRefused('unreadable');
}

function assertionTypeIn(type: unknown): HeldConsent['assertionType'] {
  if (type === 'Consent' || type === 'Emergency') return type;
  throw new SnapshotRefused('unreadable');
}
