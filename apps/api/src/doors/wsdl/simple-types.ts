import { assertionTypes, resultCodes, scopes } from '../../messages';
import { markup, type Markup } from './markup';

/** A type of the schema for texts: which ones an element may hold. */
export interface SimpleType {
  readonly name: string;
  readonly facets: readonly Markup[];
}

const oneOf = (name: string, values: readonly string[]): SimpleType => ({
  name,
  facets: values.map((value) => markup('xs:enumeration', { value })),
});

const atMost = (length: number, name: string): SimpleType => ({
  name,
  facets: [markup('xs:maxLength', { value: String(length) })],
});

const assertionId = atMost(36, 'AssertionIdType');
const hsaId = atMost(32, 'HsaIdType');

/** Any text. */
export const ANY_TEXT = 'any text';

/** What each element that holds a text may hold. An element means the same wherever it stands. */
const texts: ReadonlyMap<string, SimpleType | typeof ANY_TEXT> = new Map<
  string,
  SimpleType | typeof ANY_TEXT
>([
  ['resultCode', oneOf('ResultCodeType', resultCodes)],
  ['resultText', ANY_TEXT],
  ['assertionId', assertionId],
  ['assertionType', oneOf('AssertionTypeType', assertionTypes)],
  ['scope', oneOf('ScopeType', scopes)],
  ['root', ANY_TEXT],
  ['extension', ANY_TEXT],
  ['careProviderId', hsaId],
  ['careUnitId', hsaId],
  ['employeeId', hsaId],
  ['assignmentId', hsaId],
  ['assignmentName', atMost(256, 'AssignmentNameType')],
  ['reasonText', atMost(1024, 'ReasonTextType')],
  ['ownerId', atMost(512, 'OwnerIdType')],
]);

/** What an element that holds a text may hold. @throws when nobody has said it: a schema must not be looser by oversight. */
export function textType(element: string): SimpleType | typeof ANY_TEXT {
  const type = texts.get(element);
  if (type === undefined)
    throw new Error(`What the element ${element} may hold is not in the table of texts.`);
  return type;
}

/** All of them, each once. */
export const simpleTypes: readonly SimpleType[] = [...new Set(texts.values())].filter(
  (type) => type !== ANY_TEXT,
);
