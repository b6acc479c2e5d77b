import { HSA_ID_MAX_LENGTH } from '#consent';
import { obey } from '../rule';
import { HsaIdFormat } from '../rules/hsa-id';
import { ActorIdLength, MaxLength } from '../rules/max-length';
import { PrintableText } from '../rules/printable-text';
import { isMissing } from '../values';
import type { FieldOptions } from './field';
import { field, inXml, silenceOf } from './field';

interface HsaIdOptions extends FieldOptions {
  readonly example: string;
}

/** What the schema calls the type of every HSA-id. */
export const HSA_ID_TYPE = 'HsaIdType';

const onWire = (options: FieldOptions): PropertyDecorator =>
  inXml(options, 'text', { type: HSA_ID_TYPE, maxLength: HSA_ID_MAX_LENGTH });

const api = ({ example }: HsaIdOptions) => ({ example, maxLength: HSA_ID_MAX_LENGTH });

/** An HSA-id whose length has a text of its own. */
export const HsaId = (options: HsaIdOptions): PropertyDecorator =>
  field(
    options,
    api(options),
    onWire(options),
    obey(HsaIdFormat, silenceOf(options), Infinity),
    obey(MaxLength, HSA_ID_MAX_LENGTH),
  );

/** An HSA-id where one that is too long is malformed. */
export const HsaIdOfOrganisation = (options: HsaIdOptions): PropertyDecorator =>
  field(options, api(options), onWire(options), obey(HsaIdFormat, silenceOf(options), HSA_ID_MAX_LENGTH));

/** An optional HSA-id that only informs; an empty one is no more than a form field left empty. */
export const HsaIdForInformation = (options: HsaIdOptions): PropertyDecorator =>
  field(
    { ...options, optional: true },
    api(options),
    onWire({ ...options, optional: true }),
    obey(HsaIdFormat, isMissing, Infinity),
    obey(MaxLength, HSA_ID_MAX_LENGTH),
  );

/** An HSA-id that is only compared with others: one of any form is allowed, and matches nothing. */
export const HsaIdToCompare = (options: HsaIdOptions): PropertyDecorator =>
  field(
    options,
    api(options),
    onWire(options),
    obey(PrintableText, silenceOf(options)),
    obey(MaxLength, HSA_ID_MAX_LENGTH),
  );

/** The same in CheckConsent's actor. */
export const ActorHsaId = (options: HsaIdOptions): PropertyDecorator =>
  field(
    options,
    api(options),
    onWire(options),
    obey(PrintableText, silenceOf(options)),
    obey(ActorIdLength, HSA_ID_MAX_LENGTH),
  );
