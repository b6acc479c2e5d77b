import type { KitContract } from '../contracts';
import { type Answer, type Body, type Door, NoAnswer } from '#contract-doors';

/** Far more than any test system has. */
const MAX_PAGES = 10_000;

/** Asks, and of a care provider's consents reads every page: the answer is then all pages as one. */
export async function askAll(door: Door, contract: KitContract, body: Body): Promise<Answer> {
  let answer = await door.ask(contract, body);
  if (contract.name !== 'GetConsentsForCareProvider') return answer;
  for (let pages = 1; hasMore(answer); pages += 1) {
    const from = resultOf(answer)['moreOnOrAfter'];
    const next = await door.ask(contract, { ...body, createdOnOrAfter: from });
    if (pages === MAX_PAGES || (hasMore(next) && resultOf(next)['moreOnOrAfter'] === from))
      throw new NoAnswer('not-an-answer', `The pages do not end: moreOnOrAfter stays ${String(from)}.`, next);
    answer = joined(answer, next);
  }
  return answer;
}

const resultOf = ({ content }: Answer): Body => content['getAllAssertionsResult'] as Body;

const hasMore = (answer: Answer): boolean => resultOf(answer)['hasMore'] === true;

/** Pages may overlap: each consent counts once. */
function joined(before: Answer, page: Answer): Answer {
  const [former, latter] = [resultOf(before), resultOf(page)];
  const lists = ['assertions', 'cancelledAssertions'].map((name) => [
    name,
    once([...(former[name] as Body[]), ...(latter[name] as Body[])]),
  ]);
  return { ...page, content: { getAllAssertionsResult: { ...latter, ...Object.fromEntries(lists) } } };
}

const once = (items: readonly Body[]): readonly Body[] => [
  ...new Map(items.map((item) => [item['assertionId'], item])).values(),
];
