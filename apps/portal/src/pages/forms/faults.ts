import type { Outcome } from '../../consent-service';

/** What is wrong with a form. */
export interface FormFault {
  /** The field that it stands beside; `null` when it is about the form as a whole. */
  readonly field: string | null;
  /** The element that the summary leads to, where that is not the field itself. */
  readonly anchor?: string;
  readonly message: string;
  /** Whether the sentence is the contract's, which is Swedish. */
  readonly isContracts: boolean;
}

/** Which field of a form an element of a contract comes from. An element below it comes from there, too. */
export type FieldOf = Readonly<Record<string, string>>;

/** A refusal as faults of the form that asked. */
export function faultsOf({ resultText = '', faults }: Outcome, fields: FieldOf): FormFault[] {
  if (faults.length === 0) return [{ field: null, message: resultText, isContracts: true }];
  return faults.map(({ element, message }) => ({
    field: fieldOf(element, fields),
    message,
    isContracts: true,
  }));
}

/** The rules refuse a span without naming an element; what to mend is where it ends. */
export const spanBeside =
  (field: string) =>
  (fault: FormFault): FormFault =>
    fault.field === null && fault.message.includes('datumspann') ? { ...fault, field } : fault;

export const ownFault = (field: string | null, message: string): FormFault => ({
  field,
  message,
  isContracts: false,
});

function fieldOf(element: string, fields: FieldOf): string | null {
  const asked = Object.keys(fields).find((name) => name === element);
  const above = Object.keys(fields).find((name) => element.startsWith(`${name}.`));
  const name = asked ?? above;
  return name === undefined ? null : fields[name]!;
}

/** Why a person who has sent a form sees it again: as the contracts' own statuses over HTTP. */
export const statusOfRefusal = ({ resultCode }: Outcome): number =>
  resultCode === 'VALIDATION_ERROR' ? 400 : resultCode === 'ACCESSDENIED' ? 403 : 409;
