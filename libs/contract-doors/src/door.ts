import { resultCodes, type ResultCode, type ResultType } from '#contracts';
import type { CalledContract } from './called-contract';
import { faultsOf, isBody, type Body } from './shape';

/** The doors through which the contracts can be called. */
export const doorNames = ['json', 'soap'] as const;

export type DoorName = (typeof doorNames)[number];

/** What went over the wire, as text. */
export interface Exchange {
  readonly sent: string;
  readonly received: string;
}

/** What came back as a message of the contract, before anybody has judged what it holds. */
export interface Reading extends Exchange {
  readonly content: Body;
}

/** A response of the contract, whichever door it came through. */
export interface Answer extends Reading {
  readonly result: ResultType;
}

/** One way to call a service. */
export interface Door {
  readonly name: DoorName;
  /** @throws NoAnswer when no response of the contract came back; NotExpressible when the door cannot carry the request. */
  ask(contract: CalledContract, body: Body): Promise<Answer>;
  /**
   * The same for those who judge the parts of a response one by one: elements may be missing, or hold what they may not.
   * @throws NoAnswer, NotExpressible
   */
  read(contract: CalledContract, body: Body): Promise<Reading>;
  close(): void;
}

/** Why there is no response. */
export type NoAnswerKind =
  /** Nobody was reached. */
  | 'unreachable'
  /** The service did not prove by its certificate who it is. */
  | 'not-trusted'
  /** Nothing came in time. */
  | 'timeout'
  /** The service asks who calls. */
  | 'not-let-in'
  /** It says that it takes no more requests now. */
  | 'busy'
  /** What came is not of such a service at all: nothing, or a web page. */
  | 'not-the-service'
  /** It is no response of the contract. */
  | 'not-an-answer';

/** Something else than a response of the contract. Its message is a sentence. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';

  constructor(
    readonly kind: NoAnswerKind,
    message: string,
    readonly exchange: Exchange = { sent: '', received: '' },
    /** How long the service asks to be left alone, in milliseconds. */
    readonly retryAfterMs?: number,
  ) {
    super(message);
  }
}

/** The door cannot say this: XML has no lists, numbers or NUL in the place of a text. */
export class NotExpressible extends Error {
  override readonly name = 'NotExpressible';
}

/** A response that is one in every element. @throws NoAnswer */
export function wholeAnswer(contract: CalledContract, reading: Reading): Answer {
  const [fault] = faultsOf(contract.response, reading.content);
  if (fault) throw new NoAnswer('not-an-answer', `Not a response of ${contract.name}: ${fault}`, reading);
  return { ...reading, result: resultIn(contract, reading.content) as ResultType };
}

/** The code of the result; `undefined` where the contracts have no such code, or there is no result. */
export function resultCodeIn(contract: CalledContract, content: Body): ResultCode | undefined {
  const result = resultIn(contract, content);
  return isBody(result) ? resultCodes.find((code) => code === result['resultCode']) : undefined;
}

/** The result, wherever the contract's response has it. */
function resultIn(contract: CalledContract, content: Body): unknown {
  const { name } = contract.response[0]!;
  const root = content[name];
  return name !== 'result' && isBody(root) ? root['result'] : root;
}
