import type { ResultCode } from '#contracts';
import type { Body, Bullet, History, HistoryBullet, Mutation, Rows } from '#response-codes';

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

/** The cases of a contract's rows. A contract that the table does not have follows its neighbours, and proves no bullet. */
export function casesOf({ contract, isInTable, bullets, historyBullets }: Rows): ContractCase[] {
  const cases = [...validationCases(contract, bullets), ...historyCases(contract, historyBullets)];
  return isInTable ? cases : cases.map((one) => ({ ...one, bullet: null }));
}

/** One case per way to break one of the table's bullets. */
const validationCases = (contract: string, bullets: readonly Bullet[]): ContractCase[] =>
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

/** One case per bullet that needs a history: the example as it stands. */
const historyCases = (contract: string, bullets: readonly HistoryBullet[]): ContractCase[] =>
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
