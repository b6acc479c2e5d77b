import type { IIType } from '#contracts';
import type { Question } from '../messages/results';

/** Two patients have the same key exactly when they are the same. */
export const patientKey = ({ root, extension }: IIType): string => JSON.stringify([root, extension]);

/** HSA-ids are the same in any case of HSA's letters. */
export const sameHsaId = (one: string, other: string): boolean => inCapitals(one) === inCapitals(other);

const inCapitals = (id: string): string => id.replace(/[a-z]+/g, (letters) => letters.toUpperCase());

const HSA_ID = /^[A-Za-z0-9-]{1,32}$/;

const ACTOR = ['employeeId', 'careProviderId', 'careUnitId'] as const;

/**
 * Whether a question is in order beyond doubt, so that the service answers it too. It may answer others: ids are of any form there.
 */
export function isInOrder(question: Question): boolean {
  const { accessingActor, patientId, ...more } = question;
  if (!hasTexts(accessingActor, ACTOR) || !hasTexts(patientId, ['root', 'extension'])) return false;
  return Object.keys(more).length === 0 && ACTOR.every((name) => HSA_ID.test(accessingActor[name]));
}

/** Whether it has these members, all of them texts, and no others. */
function hasTexts(part: unknown, names: readonly string[]): boolean {
  if (typeof part !== 'object' || part === null) return false;
  const members = part as Readonly<Record<string, unknown>>;
  return (
    Object.keys(members).length === names.length && names.every((name) => typeof members[name] === 'string')
  );
}
