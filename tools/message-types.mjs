// The types of the messages as plain interfaces, from what the fields of the contracts say of themselves.

import { documentedFieldsOf, messagesOf, resultCodes } from '#contracts';

const HEAD = '// Written by tools/pack-client.mjs from the fields of libs/contracts.';

/** The text of a declaration file with everything of the contracts that the client names. */
export function typesOfMessages() {
  const interfaces = new Map();
  const rows = Object.values(messagesOf).map(
    ({ path, request, response }) =>
      `  '${path}': { request: ${nameOf(request, interfaces)}; response: ${nameOf(response, interfaces)} };`,
  );
  return [
    HEAD,
    `export type ResultCode = ${wordsOf(resultCodes)};`,
    `interface Messages {\n${rows.join('\n')}\n}`,
    '/** The address of a contract at the JSON door, below `/v2/`. */\nexport type ContractPath = keyof Messages;',
    "/** What a program sends to an address of the JSON door. */\nexport type RequestAt<Path extends ContractPath> = Messages[Path]['request'];",
    "/** What a program reads from an address of the JSON door. */\nexport type ResponseAt<Path extends ContractPath> = Messages[Path]['response'];",
    ...interfaces.values(),
    '',
  ].join('\n\n');
}

function nameOf(message, interfaces) {
  const { name } = message;
  if (interfaces.has(name)) return name;
  interfaces.set(name, '');
  const members = documentedFieldsOf(message).map((field) => {
    const mark = field.required ? '' : '?';
    return `  /** ${field.description} */\n  ${field.name}${mark}: ${typeOf(field, interfaces)};`;
  });
  interfaces.set(name, `export interface ${name} {\n${members.join('\n')}\n}`);
  return name;
}

function typeOf(field, interfaces) {
  const type = plainTypeOf(field, interfaces);
  return field.nullable ? `${type} | null` : type;
}

/** A field without a type is a text. */
function plainTypeOf({ type = String, enum: words, oneOf }, interfaces) {
  if (words !== undefined) return wordsOf(words);
  if (oneOf !== undefined) return [...new Set(oneOf.map(({ type: each }) => jsonTypes[each]))].join(' | ');
  if (!Array.isArray(type)) return simple(type, interfaces);
  return type[0] === String ? 'readonly string[]' : `${nameOf(type[0], interfaces)}[]`;
}

const jsonTypes = { string: 'string', integer: 'number', number: 'number', boolean: 'boolean' };

const plain = new Map([
  [String, 'string'],
  [Number, 'number'],
  [Boolean, 'boolean'],
]);

const simple = (type, interfaces) => plain.get(type) ?? nameOf(type, interfaces);

const wordsOf = (words) => words.map((word) => `'${word}'`).join(' | ');
