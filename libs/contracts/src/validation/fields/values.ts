import { ValidateNested } from 'class-validator';
import { together } from '../class-fields';
import type { DtoClass } from '../plan';
import { obey } from '../rule';
import { ListLength } from '../rules/lists';
import { ImpersonalText } from '../rules/impersonal-text';
import { Choice, IsBoolean, IsPart } from '../rules/plain-values';
import { MaxLength, PrintableText } from '../rules/texts';
import { type FieldOptions, documented, field, inXml, silenceOf } from './field';

/** A URI that is passed on and not looked at, so that no rule is for it. */
export const Uri = (options: FieldOptions): PropertyDecorator =>
  documented(options, { type: String }, inXml(options, 'uri'));

/** A yes or a no. */
export const Flag = (options: FieldOptions): PropertyDecorator =>
  field(
    options,
    { type: Boolean, example: false },
    inXml(options, 'flag'),
    obey(IsBoolean, silenceOf(options)),
  );

/** One of the contract's own words. */
export const OneOf = (words: readonly string[], about: string): PropertyDecorator =>
  documented(
    { about },
    { enum: [...words], example: words[0] },
    inXml({}, 'text', { words }),
    obey(Choice, ...words),
  );

interface FreeTextOptions extends FieldOptions {
  readonly maxLength: number;
  /** What the schema calls its type, where that is not its name and `Type`. */
  readonly schemaType?: string;
  readonly example: string;
  /** Whether it becomes part of an event: such a text may hold no personal identity. */
  readonly isKept?: boolean;
}

/** A text in the caller's own words, of at most so many characters. */
export function FreeText(options: FreeTextOptions): PropertyDecorator {
  const { maxLength, schemaType: type, example, isKept } = options;
  return field(
    options,
    { maxLength, example },
    inXml(options, 'text', { ...(type && { type }), maxLength }),
    obey(PrintableText, silenceOf(options)),
    obey(MaxLength, maxLength),
    ...(isKept ? [obey(ImpersonalText)] : []),
  );
}

/** The rules of an element with elements of its own, described by `type`. */
export const nested = (type: DtoClass, options: FieldOptions): PropertyDecorator =>
  together(inXml(options, type), obey(IsPart, silenceOf(options), type), ValidateNested());

/** An element with elements of its own, described by `type`. */
export const Part = (type: DtoClass, options: FieldOptions): PropertyDecorator =>
  field(options, { type }, nested(type, options));

interface ListOptions extends FieldOptions {
  readonly maxItems: number;
}

/**
 * A list of questions, each described by `type` and judged by itself: a faulty one does not make the list faulty. In JSON only.
 */
export const ListOf = (type: DtoClass, options: ListOptions): PropertyDecorator =>
  field(
    options,
    { type: [type], minItems: 1, maxItems: options.maxItems },
    obey(ListLength, options.maxItems),
  );
