import type { Answer } from './json-door';
import type { Body } from './samples';
import type { Expected } from './story';

/** What an answer says, in the words that a story expects it in. */
export interface Reading extends Expected {
  readonly resultText?: string;
}

/** An answer of any contract, read. Of what is listed, only the consents that `isOurs` knows are counted. */
export function readingOf({ status, body }: Answer, isOurs: (assertionId: string) => boolean): Reading {
  if (typeof body.code === 'string')
    return { status, resultCode: body.code, resultText: body.title as string };
  const content = contentOf(body);
  const { resultCode, resultText } = content.result as { resultCode: string; resultText?: string };
  return {
    status,
    resultCode,
    ...(resultText !== undefined && { resultText }),
    ...checkOf(content),
    ...listOf(content, isOurs),
  };
}

/** A query's answer lies one level below a name of its own. */
function contentOf(body: Body): Body {
  if (body.result) return body;
  const inner = Object.values(body).find(
    (value) => typeof value === 'object' && value !== null && 'result' in value,
  );
  return inner ?? { result: { resultCode: 'none' } };
}

function checkOf({ hasConsent, assertionType }: Body): Partial<Reading> {
  if (typeof hasConsent !== 'boolean') return {};
  return { hasConsent, ...(typeof assertionType === 'string' && { assertionType }) };
}

interface Listed {
  readonly assertionId?: string;
  readonly pDLAssertion?: { readonly assertionId: string };
  readonly cancellationInfo?: object;
  readonly deletionInfo?: object;
}

function listOf(content: Body, isOurs: (assertionId: string) => boolean): Partial<Reading> {
  const list = (content.pdlAssertions ?? content.assertions) as readonly Listed[] | undefined;
  if (!list) return {};
  const ours = (all: readonly Listed[]) => all.filter((each) => isOurs(idOf(each)));
  const listed = ours(list);
  const cancelled = ours(
    (content.cancelledAssertions as readonly Listed[] | undefined) ?? listed.filter(isClosed),
  );
  const showsHistory = content.cancelledAssertions !== undefined || listed.some((each) => each.pDLAssertion);
  return { listed: listed.length, ...(showsHistory && { cancelled: cancelled.length }) };
}

const idOf = ({ assertionId, pDLAssertion }: Listed): string =>
  pDLAssertion?.assertionId ?? assertionId ?? '';

const isClosed = ({ cancellationInfo, deletionInfo }: Listed): boolean =>
  cancellationInfo !== undefined || deletionInfo !== undefined;

/** Whether an answer says exactly what was expected; its text, which is for people, does not count. */
export function isAsExpected({ resultText: _, ...said }: Reading, expected: Expected): boolean {
  const names = new Set([...Object.keys(said), ...Object.keys(expected)] as (keyof Expected)[]);
  return [...names].every((name) => said[name] === expected[name]);
}
