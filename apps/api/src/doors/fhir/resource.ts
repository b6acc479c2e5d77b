/** A FHIR resource. An element without a value is undefined, and is not written. */
export interface Resource {
  readonly resourceType: string;
  readonly [element: string]: unknown;
}

export const FHIR_VERSION = '4.0.1';

/** Where the addresses of this door begin. */
export const FHIR_PATH = '/fhir';

export interface Coding {
  readonly system: string;
  readonly code: string;
  readonly display?: string;
}

export const coding = (system: string, code: string, display?: string): Coding => ({
  system,
  code,
  ...(display !== undefined && { display }),
});

export interface Concept {
  readonly coding: readonly Coding[];
}

export const concept = (system: string, code: string, display?: string): Concept => ({
  coding: [coding(system, code, display)],
});
