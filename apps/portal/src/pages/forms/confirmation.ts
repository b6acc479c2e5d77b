import { createHash } from 'node:crypto';

/**
 * What a form confirms: a digest of everything that was read back. A form that was changed after that, or that something new is to be
 * asked about, confirms nothing and is read back again.
 */
export const confirmationOf = (readBack: unknown): string =>
  createHash('sha256').update(JSON.stringify(readBack)).digest('base64url');

/** The fields by which a page that reads a form back is answered. */
export const answerFields = ['confirmed', 'change'] as const;
