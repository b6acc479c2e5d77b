import type { Outcome } from '../../consent-service';
import type { RefusalWords } from './refusal.words';

/** What is wrong with a form, in the words of its language. */
export interface FormFault {
  /** The field that it stands beside; `null` when it is about the form as a whole. */
  readonly field: string | null;
  /** The element that the summary leads to, where that is not the field itself. */
  readonly anchor?: string;
  readonly message: string;
}

export const ownFault = (field: string | null, message: string): FormFault => ({ field, message });

/** Which field of a form an element of a contract comes from. An element below it comes from there, too. */
export type FieldOf = Readonly<Record<string, string>>;

/**
 * A refusal as faults of the form that asked. Forms are looked through before they are sent on, so a contract refuses only what has
 * changed meanwhile or what the service alone knows: its own text names elements and kinds of identity, and is for developers.
 */
export function faultsOf({ resultCode, faults }: Outcome, fields: FieldOf, words: RefusalWords): FormFault[] {
  if (resultCode !== 'VALIDATION_ERROR') return [ownFault(null, sentenceOf(resultCode, words))];
  const named = new Set(faults.map(({ element }) => fieldOf(element, fields)));
  if (named.size === 0) named.add(null);
  return [...named].map((field) =>
    ownFault(field, field === null ? words.notAccepted : words.fieldNotAccepted),
  );
}

function sentenceOf(resultCode: Outcome['resultCode'], words: RefusalWords): string {
  if (resultCode === 'ACCESSDENIED') return words.denied;
  if (resultCode === 'INVALIDSTATE') return words.closed;
  return resultCode === 'NOTFOUND' ? words.notFound : words.notAccepted;
}

function fieldOf(element: string, fields: FieldOf): string | null {
  const asked = Object.keys(fields).find((name) => name === element);
  const above = Object.keys(fields).find((name) => element.startsWith(`${name}.`));
  const name = asked ?? above;
  return name === undefined ? null : fields[name]!;
}

/** Why a person who has sent a form sees it again: as the contracts' own statuses over HTTP. */
export const statusOfRefusal = ({ resultCode }: Outcome): number =>
  resultCode === 'VALIDATION_ERROR' ? 400 : resultCode === 'ACCESSDENIED' ? 403 : 409;
