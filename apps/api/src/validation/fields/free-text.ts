import { obey } from '../rule';
import { ImpersonalText } from '../rules/impersonal-text';
import { MaxLength } from '../rules/max-length';
import { PrintableText } from '../rules/printable-text';
import type { FieldOptions } from './field';
import { field, inXml, silenceOf } from './field';

interface FreeTextOptions extends FieldOptions {
  readonly maxLength: number;
  readonly example: string;
  /** Whether it becomes part of an event: such a text may hold no personal identity. */
  readonly isKept?: boolean;
}

/** A text in the caller's own words, of at most so many characters. */
export const FreeText = (options: FreeTextOptions): PropertyDecorator =>
  field(
    options,
    { maxLength: options.maxLength, example: options.example },
    inXml(options, 'text', { maxLength: options.maxLength }),
    obey(PrintableText, silenceOf(options)),
    obey(MaxLength, options.maxLength),
    ...(options.isKept ? [obey(ImpersonalText)] : []),
  );
