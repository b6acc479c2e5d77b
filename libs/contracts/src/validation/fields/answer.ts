import { HSA_ID_MAX_LENGTH } from '#consent';
import { together } from '../class-fields';
import { described, type SchemaKeywords } from '../documentation';
import type { DtoClass } from '../plan';
import { carried, type TextFacets, type WireField } from '../wire';
import { HSA_ID_TYPE, ID_TYPE, UUID_LENGTH } from './ids';

/**
 * What a plain value of an answer is. A `time` is Swedish local time, and so is that of a ping, as `YYYYMMDDhhmmss`; an `instant` is in UTC. XML has no words for `instant`, `number`,
 * `instant or position` and `texts`: only answers of the JSON door have them.
 */
type ValueKind =
  | 'text'
  | 'time'
  | 'time of a ping'
  | 'flag'
  | 'uuid'
  | 'hsa-id'
  | 'instant'
  | 'number'
  | 'instant or position'
  | 'texts';

/** What a field of an answer holds: a plain value, one of some words, the fields of a class, or a list of such. */
type AnswerKind = ValueKind | readonly string[] | DtoClass | [DtoClass];

interface AnswerOptions {
  /** What the element means, for the documentation page. */
  readonly about: string;
  readonly optional?: boolean;
  /** Whether it may be `null`, which only JSON can say. */
  readonly nullable?: boolean;
  readonly maxLength?: number;
  /** What the schema calls the type of a text that has a greatest length, where that is not its name and `Type`. */
  readonly schemaType?: string;
  readonly example?: string;
  /** What the documentation calls the list of words. */
  readonly enumName?: string;
  /** Only in JSON: the schema has no such element. */
  readonly jsonOnly?: boolean;
}

/** How a kind is shown in the documentation, and how it stands in XML, where it does. */
interface Carriage {
  readonly keywords: SchemaKeywords;
  readonly content?: WireField['content'];
  readonly facets?: TextFacets;
}

const values: Readonly<Record<ValueKind, Carriage>> = {
  text: { keywords: { type: String }, content: 'text' },
  time: { keywords: { type: String }, content: 'time' },
  'time of a ping': {
    keywords: { type: String },
    content: 'text',
    facets: { type: 'TS', pattern: '\\d{14}' },
  },
  flag: { keywords: { type: Boolean }, content: 'flag' },
  uuid: {
    keywords: { type: String, format: 'uuid' },
    content: 'text',
    facets: { type: ID_TYPE, maxLength: UUID_LENGTH },
  },
  'hsa-id': {
    keywords: { type: String },
    content: 'text',
    facets: { type: HSA_ID_TYPE, maxLength: HSA_ID_MAX_LENGTH },
  },
  instant: { keywords: { type: String, format: 'date-time', example: '2026-03-02T07:00:00.000Z' } },
  number: { keywords: { type: Number } },
  'instant or position': {
    keywords: { oneOf: [{ type: 'string', format: 'date-time' }, { type: 'integer' }] },
  },
  texts: { keywords: { type: [String] } },
};

/** A field of an answer: its documentation, and how it stands in XML. */
export function Answer(kind: AnswerKind, options: AnswerOptions): PropertyDecorator {
  const { about, optional = false, jsonOnly = false, schemaType: type, ...more } = options;
  const { keywords, content, facets } = carriageOf(kind, { type, maxLength: options.maxLength });
  const documentation = described({ ...keywords, ...more, description: about, required: !optional });
  if (jsonOnly || content === undefined) return documentation;
  const occurs = isList(kind) ? '*' : optional ? '?' : '1';
  return together(documentation, carried({ content, occurs, ...(facets && { facets }) }));
}

function carriageOf(kind: AnswerKind, { type, maxLength }: TextFacets): Carriage {
  if (kind === 'text' && maxLength !== undefined)
    return { ...values.text, facets: { ...(type && { type }), maxLength } };
  if (typeof kind === 'string') return values[kind];
  if (typeof kind === 'function') return { keywords: { type: kind }, content: kind };
  if (isList(kind)) return { keywords: { type: kind }, content: kind[0] };
  return { keywords: { enum: [...kind] }, content: 'text', facets: { words: kind } };
}

const isList = (kind: AnswerKind): kind is [DtoClass] => Array.isArray(kind) && typeof kind[0] === 'function';
