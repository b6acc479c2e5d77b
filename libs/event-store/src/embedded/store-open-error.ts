/** Why a directory could not be opened as a log. */
export type StoreOpenFault =
  | 'not-a-directory'
  | 'not-writable'
  | 'not-ours'
  | 'cannot-lock'
  | 'disk-full'
  | 'newer-format'
  | 'damaged'
  | 'cannot-open';

/** The log cannot be opened. The message says what is wrong, where, and what to do about it; nothing was changed. */
export class StoreOpenError extends Error {
  override readonly name = 'StoreOpenError';

  constructor(
    readonly fault: StoreOpenFault,
    readonly path: string,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
