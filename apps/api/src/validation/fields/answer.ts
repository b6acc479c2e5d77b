import { applyDecorators } from '@nestjs/common';
import { ApiProperty, type ApiPropertyOptions } from '@nestjs/swagger';
import { HSA_ID_MAX_LENGTH } from '#consent';
import type { DtoClass } from '../plan';
import { carried, type TextFacets, type WireField } from '../wire';
import { HSA_ID_TYPE, ID_TYPE, UUID_LENGTH } from './ids';

/** What a field of an answer holds: a plain value, one of some words, the fields of a class, or a list of such. */
type AnswerKind = 'text' | 'time' | 'flag' | 'uuid' | 'hsa-id' | readonly string[] | DtoClass | [DtoClass];

interface AnswerOptions {
  /** What the element means, for the documentation page. */
  readonly about: string;
  readonly optional?: boolean;
  readonly maxLength?: number;
  /** What the schema calls the type of a text that has a greatest length, where that is not its name and `Type`. */
  readonly schemaType?: string;
  readonly example?: string;
  /** What the documentation calls the list of words. */
  readonly enumName?: string;
  /** Only in JSON: the schema has no such element. */
  readonly jsonOnly?: boolean;
}

interface Carriage {
  readonly api: ApiPropertyOptions;
  readonly content: WireField['content'];
  readonly facets?: TextFacets;
}

/** A field of an answer: its documentation, and how it stands in XML. */
export function Answer(kind: AnswerKind, options: AnswerOptions): PropertyDecorator {
  const { about, optional = false, jsonOnly = false, maxLength, schemaType: _type, ...api } = options;
  const carriage = carriageOf(kind, facetsOf(options));
  const occurs = isList(kind) ? '*' : optional ? '?' : '1';
  const documentation = {
    ...carriage.api,
    ...api,
    ...(maxLength !== undefined && { maxLength }),
    description: about,
    required: !optional,
  } as ApiPropertyOptions;
  const { content, facets } = carriage;
  return applyDecorators(
    ApiProperty(documentation),
    ...(jsonOnly ? [] : [carried({ content, occurs, ...(facets && { facets }) })]),
  );
}

const facetsOf = ({ maxLength, schemaType: type }: AnswerOptions): TextFacets | undefined =>
  maxLength === undefined ? undefined : { ...(type && { type }), maxLength };

function carriageOf(kind: AnswerKind, ofText: TextFacets | undefined): Carriage {
  if (typeof kind === 'string') return carriageOfValue(kind, ofText);
  if (typeof kind === 'function') return { api: { type: kind }, content: kind };
  if (isList(kind)) return { api: { type: kind }, content: kind[0] };
  return { api: { enum: [...kind] }, content: 'text', facets: { words: kind } };
}

function carriageOfValue(kind: string, ofText: TextFacets | undefined): Carriage {
  switch (kind) {
    case 'time':
    case 'flag':
      return { api: {}, content: kind };
    case 'uuid':
      return { api: { format: 'uuid' }, content: 'text', facets: { type: ID_TYPE, maxLength: UUID_LENGTH } };
    case 'hsa-id':
      return { api: {}, content: 'text', facets: { type: HSA_ID_TYPE, maxLength: HSA_ID_MAX_LENGTH } };
    default:
      return { api: {}, content: 'text', ...(ofText && { facets: ofText }) };
  }
}

const isList = (kind: AnswerKind): kind is [DtoClass] => Array.isArray(kind) && typeof kind[0] === 'function';
