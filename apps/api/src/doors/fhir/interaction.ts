import type { Type } from '@nestjs/common';
import type { Contract, Outcome } from '../../contract/contract';
import type { ProblemCode } from '../../contract/error-table';
import type { ParameterOf } from './operation-outcome';
import type { Resource } from './resource';
import type { SearchParameters } from './search-parameters';

/** The parameter in an address that names the next page. */
export const CURSOR = '_cursor';

/** A FHIR request, as its interaction reads it. */
export interface Asked {
  /** Of the resource that is read. */
  readonly id: string;
  readonly parameters: SearchParameters;
  /** Of the page before, from the address; empty: it is the first. */
  readonly cursor: string;
  /** A resource that was sent, not yet looked at. */
  readonly resource: unknown;
}

/** What a FHIR request asks of a contract, and how its answer is said in FHIR. */
export interface Question {
  readonly contract: Type<Contract>;
  /** The contract's own message. */
  readonly body: object;
  readonly parameterOf: ParameterOf;
  /** @param base the address of the door, as its caller knows it. */
  answer(outcome: Outcome, base: string): Resource;
}

/** One parameter of a search. */
export interface SearchParameter {
  readonly name: string;
  readonly type: 'token' | 'date' | 'reference' | 'string';
  readonly documentation: string;
}

/** How an interaction is shown to those who write its requests. */
export interface Documentation {
  /** What generated clients call it. */
  readonly operationId: string;
  readonly summary: string;
  /** Requests that work, by what they do. Of a form, its parameters. */
  readonly examples: Readonly<Record<string, object>>;
  /** Of what takes a form. */
  readonly parameters?: readonly SearchParameter[];
  /** Of what is read by its id. */
  readonly id?: { readonly documentation: string; readonly example: string };
  /** What it is refused for, beside what everything may be. */
  readonly problems: readonly ProblemCode[];
}

/** One thing that can be asked at the FHIR door. */
export interface Interaction {
  readonly method: 'GET' | 'POST';
  /** Below the path of the door. */
  readonly path: string;
  /** What its body is. */
  readonly takes: 'nothing' | 'form' | 'resource';
  /** Whether its answer may have pages, of which the next is named in the address. */
  readonly hasPages?: true;
  readonly documentation: Documentation;
  /** @throws InvalidParameter */
  ask(asked: Asked): Question;
}
