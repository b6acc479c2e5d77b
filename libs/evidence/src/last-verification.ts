import { accessSync, constants, existsSync } from 'node:fs';
import { join } from 'node:path';
import { readText, replacePublicFile, type Config } from '#platform';

/** What the last walk through the whole ledger found, as this machine remembers it. */
export interface LastVerification {
  /** UTC, such as `2026-03-02T07:00:00.123Z`. */
  readonly verifiedAt: string;
  /** How many events of the ledger were walked, and how many of them a signed checkpoint proved. */
  readonly events: number;
  readonly proved: number;
  /** How many things were not as they were written. */
  readonly findings: number;
}

type Folder = Pick<Config, 'DATA_DIR'>;

const fileIn = ({ DATA_DIR }: Folder): string => join(DATA_DIR, 'last-verification.json');

/** Remembers a walk, for those who ask how the ledger is. In a folder that may only be read, nothing is remembered. */
export function rememberVerification(folder: Folder, verification: LastVerification): void {
  if (mayWrite(folder.DATA_DIR)) replacePublicFile(fileIn(folder), `${JSON.stringify(verification)}\n`);
}

/** `null`: this machine remembers none. */
export function lastVerification(folder: Folder): LastVerification | null {
  const file = fileIn(folder);
  return existsSync(file) ? verificationIn(readText(file)) : null;
}

function mayWrite(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/** A file that somebody has spoilt says nothing. */
function verificationIn(text: string): LastVerification | null {
  try {
    const { verifiedAt, ...counts } = JSON.parse(text) as LastVerification;
    const isWhole = Object.values(counts).every((count) => Number.isSafeInteger(count));
    return isWhole && !Number.isNaN(Date.parse(verifiedAt)) ? { verifiedAt, ...counts } : null;
  } catch {
    return null;
  }
}
