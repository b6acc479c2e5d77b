/** A file cannot be imported. The message says what is wrong, where, and what to do; nothing was changed. */
export class UnusableArchive extends Error {
  override readonly name = 'UnusableArchive';
}

/** A file was imported, and what is there now is not what is in it. */
export class ImportNotVerified extends Error {
  override readonly name = 'ImportNotVerified';
}

/** What there is to say of every file that is not whole. */
export const NOTHING_IMPORTED = 'Nothing was imported; export the ledger again.';
