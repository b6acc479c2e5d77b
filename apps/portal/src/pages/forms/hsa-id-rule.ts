import { DEFAULT_HSA_ID_PATTERN, HSA_ID_MAX_LENGTH, hsaIdFormat } from '#consent';
import type { Config } from '#platform';

/** Whether a text is an HSA-id. It may be written in small letters. */
export type IsHsaId = (text: string) => boolean;

export function hsaIdRule({ HSA_ID_PATTERN }: Pick<Config, 'HSA_ID_PATTERN'>): IsHsaId {
  const isWritten = hsaIdFormat(HSA_ID_PATTERN?.source ?? DEFAULT_HSA_ID_PATTERN);
  return (text) => text.length <= HSA_ID_MAX_LENGTH && isWritten(text.toUpperCase());
}
