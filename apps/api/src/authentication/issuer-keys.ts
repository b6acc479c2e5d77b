import { createLocalJWKSet, errors, type JSONWebKeySet, type JWTVerifyGetKey } from 'jose';
import { KeysUnavailable } from './unauthenticated';

/** The public keys of an issuer. */
export interface IssuerKeys {
  /** The key that a token says it is signed with. @throws JWKSNoMatchingKey @throws KeysUnavailable */
  readonly keyOf: JWTVerifyGetKey;
  /** Changes when the keys do: what was verified before may not be so any more. */
  readonly generation: number;
}

/** Keys that the register itself holds. */
export const fixedKeys = (jwks: JSONWebKeySet): IssuerKeys => ({
  keyOf: createLocalJWKSet(jwks),
  generation: 0,
});

/** How long the issuer may take to answer, in milliseconds. */
const TIMEOUT = 5_000;

export interface Intervals {
  /** After how long the keys are asked for again, in milliseconds: a key that was withdrawn is believed no longer than that. */
  readonly refresh: number;
  /** The least time between two questions, in milliseconds, whatever keys tokens name. */
  readonly least: number;
}

const INTERVALS: Intervals = { refresh: 5 * 60_000, least: 1_000 };

/**
 * Keys at an address. They are asked for when first needed, when a token names an unknown one (they may have been rotated), and when
 * they are old, without making anybody wait. While the issuer cannot be reached, the last known ones go on.
 */
export class RemoteKeys implements IssuerKeys {
  generation = 0;
  private text = '';
  private known: JWTVerifyGetKey | null = null;
  private askedAt = -Infinity;
  private asking: Promise<void> | null = null;

  constructor(
    private readonly url: string,
    private readonly warn: (cause: Error) => void,
    private readonly intervals: Intervals = INTERVALS,
  ) {}

  readonly keyOf: JWTVerifyGetKey = async (...token) => {
    if (this.known === null) await this.ask();
    if (this.known === null) throw new KeysUnavailable('The keys of the issuer cannot be read.');
    try {
      return await this.known(...token);
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey) || !(await this.ask())) throw error;
      return this.known(...token);
    }
  };

  /** Asks for them again in the background when they are old. */
  refresh(): void {
    if (this.known !== null && performance.now() - this.askedAt >= this.intervals.refresh) void this.ask();
  }

  /** @returns whether it asked: not so soon after the last time. */
  private async ask(): Promise<boolean> {
    if (this.asking === null) {
      if (performance.now() - this.askedAt < this.intervals.least) return false;
      this.askedAt = performance.now();
      this.asking = this.fetch().finally(() => (this.asking = null));
    }
    await this.asking;
    return true;
  }

  private async fetch(): Promise<void> {
    try {
      const response = await fetch(this.url, { redirect: 'error', signal: AbortSignal.timeout(TIMEOUT) });
      if (!response.ok) throw new Error(`The address answers with status ${response.status}.`);
      this.take(await response.text());
    } catch (error) {
      this.warn(error as Error);
    }
  }

  private take(text: string): void {
    if (text === this.text) return;
    this.known = createLocalJWKSet(JSON.parse(text) as JSONWebKeySet);
    this.text = text;
    this.generation += 1;
  }
}
