/** A file of certificates, keys or revocation lists cannot be used. */
export class UnusableTlsFile extends Error {
  override readonly name = 'UnusableTlsFile';

  /** @param what the setting that names the file, and its path. */
  constructor(
    readonly what: string,
    fault: string,
  ) {
    super(`${what}: ${fault}`);
  }
}
