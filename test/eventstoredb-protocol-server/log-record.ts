/** An event as the server keeps it: its content is bytes it never looks into. */
export interface ProposedRecord {
  readonly id: string;
  readonly type: string;
  readonly contentType: string;
  readonly data: Uint8Array;
  readonly metadata: Uint8Array;
}

export interface LogRecord extends ProposedRecord {
  readonly stream: string;
  readonly revision: number;
  readonly position: number;
  /** Hundreds of nanoseconds since 1970, in decimal. */
  readonly created: string;
}

export const ANY = -2;
export const NO_STREAM = -1;
export const STREAM_EXISTS = -4;

export type AppendOutcome =
  | { readonly is: 'written' | 'known'; readonly revision: number; readonly position: number }
  | { readonly is: 'wrong-revision'; readonly current: number }
  | { readonly is: 'deleted' }
  | { readonly is: 'too-large' };

/** The server's own way to count: data, metadata, and the type's name in UTF-16. */
export const sizeOnDisk = (event: ProposedRecord): number =>
  event.data.length + event.metadata.length + event.type.length * 2;
