import type { ResultCode } from '#contracts';

export type Body = Record<string, unknown>;

/** Changes a copy of a contract's example in place. */
export type Mutation = (body: Body) => void;

/** What has happened to the consent before the request. */
export type History = 'nothing' | 'registered' | 'cancelled' | 'deleted';

/** One request and its answer, whatever door it comes through. */
export interface ContractCase {
  readonly name: string;
  /** The bullet of the table of response codes that it proves; `null` for a case of our own. */
  readonly bullet: string | null;
  readonly given: History;
  readonly mutate: Mutation;
  readonly resultCode: ResultCode;
  /** The answer's text, for the body as it was sent. */
  readonly resultText: (body: Body) => string;
}

/** A bullet of the table: the ways to break it, each with a word for it, and the one text that answers them all. */
export interface Bullet {
  readonly bullet: string;
  readonly ways: Readonly<Record<string, Mutation>>;
  readonly text: string;
}

/** A bullet that is answered from the consent's history. */
export interface HistoryBullet {
  readonly bullet: string;
  readonly given: History;
  readonly resultCode: ResultCode;
  readonly text: (assertionId: string) => string;
}

/** One case per way to break one of the table's bullets. */
export const validationCases = (contract: string, bullets: readonly Bullet[]): ContractCase[] =>
  bullets.flatMap(({ bullet, ways, text }) =>
    Object.entries(ways).map(([way, mutate]) => ({
      name: `${contract}: ${bullet} (${way})`,
      bullet: `${contract}: ${bullet}`,
      given: 'nothing',
      mutate,
      resultCode: 'VALIDATION_ERROR',
      resultText: () => text,
    })),
  );

/** The same rules in a contract that the table does not have. */
export const outsideTheTable = (contract: string, bullets: readonly Bullet[]): ContractCase[] =>
  validationCases(contract, bullets).map((one) => ({ ...one, bullet: null }));

/** One case per bullet that needs a history: the example as it stands. */
export const historyCases = (contract: string, bullets: readonly HistoryBullet[]): ContractCase[] =>
  bullets.map(({ bullet, given, resultCode, text }) => ({
    name: `${contract}: ${bullet}`,
    bullet: `${contract}: ${bullet}`,
    given,
    mutate: () => undefined,
    resultCode,
    resultText: (body) => text(String(body['assertionId'])),
  }));

/** A case that the table does not have: name, how, and the answer's text. */
export type OwnCase = readonly [name: string, mutate: Mutation, text: string];

export const ownCases = (contract: string, cases: readonly OwnCase[]): ContractCase[] =>
  cases.map(([name, mutate, text]) => ({
    name: `${contract}: ${name}`,
    bullet: null,
    given: 'nothing',
    mutate,
    resultCode: 'VALIDATION_ERROR',
    resultText: () => text,
  }));

/** The example as a case sends it. */
export function bodyOf(example: object, { mutate }: Pick<ContractCase, 'mutate'>): Body {
  const body = structuredClone(example) as Body;
  mutate(body);
  return body;
}
