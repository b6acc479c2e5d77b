import type { ResultType } from '#contracts';
import type { KitContract } from '../contracts';

export type Body = Readonly<Record<string, unknown>>;

/** The doors through which the contracts can be called. */
export const doorNames = ['json', 'soap'] as const;

export type DoorName = (typeof doorNames)[number];

/** What went over the wire, as text. */
export interface Exchange {
  readonly sent: string;
  readonly received: string;
}

/** A response of the contract, whichever door it came through. */
export interface Answer extends Exchange {
  readonly content: Body;
  readonly result: ResultType;
}

/** One way to call a service. */
export interface Door {
  readonly name: DoorName;
  /** @throws NoAnswer when no response of the contract came back; NotExpressible when the door cannot carry the request. */
  ask(contract: KitContract, body: Body): Promise<Answer>;
  close(): void;
}

/**
 * Why there is no response: nobody was reached, nothing came in time, the service asks who calls, what came is not of such a service at all (nothing, or a web
 * page), or it is no response of the contract.
 */
export type NoAnswerKind = 'unreachable' | 'timeout' | 'not-let-in' | 'not-the-service' | 'not-an-answer';

/** Something else than a response of the contract. Its message is a sentence. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';

  constructor(
    readonly kind: NoAnswerKind,
    message: string,
    readonly exchange: Exchange = { sent: '', received: '' },
  ) {
    super(message);
  }
}

/** The door cannot say this: XML has no lists, numbers or NUL in the place of a text. */
export class NotExpressible extends Error {
  override readonly name = 'NotExpressible';
}

/** The result, wherever the contract's response has it. */
export function resultIn(contract: KitContract, content: Body): ResultType {
  const { name } = contract.response[0]!;
  const root = content[name] as Body;
  return (name === 'result' ? root : root['result']) as ResultType;
}
