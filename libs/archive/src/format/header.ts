/** The first line of an archive. */
export interface Header {
  readonly format: typeof FORMAT;
  readonly version: number;
  /** What the ledger calls itself in its checkpoints. */
  readonly ledger: string;
}

const FORMAT = 'consent-ledger-export';

/** What this program writes, and the newest it reads. */
export const VERSION = 1;

export const headerLine = (ledger: string): string =>
  JSON.stringify({ format: FORMAT, version: VERSION, ledger } satisfies Header);

/** `undefined` when the line does not begin an archive, of whatever version. */
export function parseHeader(line: string): Header | undefined {
  try {
    const header = JSON.parse(line) as Partial<Header> | null;
    return header?.format === FORMAT && Number.isSafeInteger(header.version) ? (header as Header) : undefined;
  } catch {
    return undefined;
  }
}
