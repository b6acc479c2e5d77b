import type { Type } from '@nestjs/common';
import { messagesOf, type ContractName, type DtoClass } from '#contracts';
import type { Contract } from './contract';

/** A contract at the JSON door: its address, and how the documentation shows it. */
export interface AtJsonDoor {
  /** Below `/v2/`. */
  readonly path: string;
  readonly summary: string;
  /** Requests that work as they stand, in the order of the page, each under its description. */
  readonly examples: Readonly<Record<string, object>>;
  /** What it stands under in the page. */
  readonly tag?: string;
  /** Whether it changes something, and can be made safe to repeat. */
  readonly isChange?: true;
  /** What its rules refuse beside what every contract does: why, by HTTP status. */
  readonly refusals?: Readonly<Record<number, string>>;
  /** Whether a caller is denied nothing, because the answer says so question by question. */
  readonly isNeverDenied?: true;
  /** The status of an OK. */
  readonly successStatus?: number;
  /** What its answer is as a stream of events, if it can be asked for as one. */
  readonly stream?: { readonly about: string; readonly example: string };
  /** Headers that it takes beside those of every contract: name and description. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** A contract at the SOAP door. */
export interface AtSoapDoor {
  /** The version of its messages. */
  readonly major: 1 | 2;
  /** What it does, in Swedish, for its WSDL. */
  readonly about: string;
  /** The service domain that it belongs to; absent: that of consents. */
  readonly domain?: string;
}

/** A contract with its messages and its doors: everything that is not its work. */
export interface DeclaredContract {
  readonly name: ContractName;
  /** What answers it, the same behind every door. */
  readonly contract: Type<Contract>;
  readonly request: DtoClass;
  readonly response: DtoClass;
  readonly json: AtJsonDoor;
  /** Absent: it is not at the SOAP door. */
  readonly soap?: AtSoapDoor;
}

/** What a contract says of itself: what answers it, and how the doors present it. */
interface Declaration extends Pick<DeclaredContract, 'contract' | 'soap'> {
  readonly json: Omit<AtJsonDoor, 'path'>;
}

/** A contract, with the messages and the address that every caller knows it by. */
export function declared(name: ContractName, { contract, json, soap }: Declaration): DeclaredContract {
  const { path, request, response } = messagesOf[name];
  return { name, contract, request, response, json: { path, ...json }, soap };
}
