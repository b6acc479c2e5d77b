import { obey } from '../rule';
import { IsBeginning, IsKnownAt, IsTime, MandatoryTime, Span } from '../rules/times';
import type { FieldOptions } from './field';
import { documented, field, inXml, silenceOf } from './field';

interface TimeOptions extends FieldOptions {
  readonly example: string;
}

const FORM = 'Swedish local time, `YYYY-MM-DDThh:mm:ss`; an offset or `Z` is accepted. Years 1900–9999.';

const withForm = <T extends FieldOptions>(options: T): T => ({
  ...options,
  about: `${options.about} ${FORM}`,
});

/** A time. */
export const Time = (options: TimeOptions): PropertyDecorator =>
  field(
    withForm(options),
    { example: options.example },
    inXml(options, 'time'),
    obey(IsTime, silenceOf(options)),
  );

/** A time to begin from. One before all others means from the beginning. */
export const BeginningTime = (options: TimeOptions): PropertyDecorator =>
  field(
    withForm(options),
    { example: options.example },
    inXml(options, 'time'),
    obey(IsBeginning, silenceOf(options)),
  );

/** A mandatory time where a malformed one is answered as a missing one. */
export const ActionTime = (options: TimeOptions): PropertyDecorator =>
  documented(withForm(options), { example: options.example }, inXml(options, 'time'), obey(MandatoryTime));

/** A time, or a position of the ledger as a number. */
export const KnownAt = (options: TimeOptions): PropertyDecorator =>
  field(
    withForm(options),
    { oneOf: [{ type: 'string' }, { type: 'integer', minimum: 0 }], example: options.example },
    obey(IsKnownAt, silenceOf(options)),
  );

/** The end of a span, whose start is beside it. */
export const NotBefore = (start: string): PropertyDecorator => obey(Span, start);
