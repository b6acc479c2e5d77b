import { resultCodes } from '#contracts';
import { isBody, type Body, type CalledContract } from '#contract-doors';
import { SourceFailure, SourceRefused } from './source-failure';

/** The parts of a response that lists consents, before anybody has judged the consents. */
export interface Frame {
  readonly root: Body;
  /** What is left out, in the words of the service; `null`: nothing, the list is whole. */
  readonly leftOut: string | null;
}

/** The element below the message, of a response that answers. @throws SourceRefused, and SourceFailure for no response at all. */
export function frameOf({ name, response }: CalledContract, content: Body): Frame {
  const root = content[response[0]!.name];
  const result = isBody(root) ? root['result'] : undefined;
  if (!isBody(root) || !isBody(result)) throw new SourceFailure(`${name}: the response has no result.`);
  const { code, text } = resultIn(result);
  if (code === 'OK') return { root, leftOut: null };
  if (code === 'INFO') return { root, leftOut: text };
  const why = `${name} was answered ${code}: ${text}.`;
  throw isRefusal(code) ? new SourceRefused(why) : new SourceFailure(why, true);
}

function resultIn({ resultCode, resultText }: Body): { readonly code: string; readonly text: string } {
  const code = resultCodes.find((one) => one === resultCode) ?? 'with an unknown code';
  return { code, text: typeof resultText === 'string' ? resultText : '' };
}

const isRefusal = (code: string): boolean => code !== 'ERROR' && resultCodes.some((one) => one === code);

/** The items of a list. @throws SourceFailure when it is none. */
export function itemsIn({ name }: CalledContract, { root }: Frame, list: string): readonly unknown[] {
  const items = root[list];
  if (Array.isArray(items)) return items as readonly unknown[];
  throw new SourceFailure(`${name}: ${list} is not a list.`);
}
