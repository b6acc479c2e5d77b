import { randomBytes, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../project';

/** A request as the samples hold it: the body of one contract's call. */
export type Body = Readonly<Record<string, unknown>>;

const directory = join(projectRoot, 'samples');

const textOf = (name: string): string => readFileSync(join(directory, `${name}.json`), 'utf8');

/** A sample, with the ids that stand in it. */
export const sampleAsItIs = (name: string): Body => JSON.parse(textOf(name)) as Body;

/**
 * The samples of one run. Consents, care provider and care units are given new ids, the same ones in every sample, so that a story
 * can be played again and again to a ledger that forgets nothing.
 */
export class FreshSamples {
  private readonly run = randomBytes(4).toString('hex').toUpperCase();
  private readonly consents = new Map<string, string>();

  /** Whether the consent was registered under one of this run's ids. */
  isOurs(assertionId: string): boolean {
    return [...this.consents.values()].includes(assertionId);
  }

  read(name: string): Body {
    return JSON.parse(textOf(name), (element, value: unknown) => this.fresh(element, value)) as Body;
  }

  private fresh(element: string, value: unknown): unknown {
    if (element === 'assertionId') return this.freshConsent(value as string);
    if (element === 'careProviderId' || element === 'careUnitId') return `${value as string}R${this.run}`;
    return value;
  }

  private freshConsent(sampleId: string): string {
    const fresh = this.consents.get(sampleId) ?? randomUUID();
    this.consents.set(sampleId, fresh);
    return fresh;
  }
}
