import { DEFAULT_HSA_ID_PATTERN, HSA_ID_MAX_LENGTH, hsaIdFormat } from '#consent';
import type { Config } from '#platform';
import { WrongUsage } from './failure';
import type { Invocation } from './ledger-command';

/** Reads options that hold an HSA-id, as the settings say what one looks like. */
export async function hsaIdOptions({
  config,
  options,
}: Invocation): Promise<(name: string) => string | undefined> {
  const isOfFormat = hsaIdFormat((await config()).HSA_ID_PATTERN?.source ?? DEFAULT_HSA_ID_PATTERN);
  return (name) => {
    const value = options[name];
    if (value === undefined) return undefined;
    if (typeof value === 'string' && value.length <= HSA_ID_MAX_LENGTH && isOfFormat(value)) return value;
    throw new WrongUsage(`--${name} is no HSA-id: it is written as SE165565594230-1000.`);
  };
}

/** @throws WrongUsage */
export function demandHsaId(text: string, { HSA_ID_PATTERN }: Pick<Config, 'HSA_ID_PATTERN'>): void {
  const isOfFormat = hsaIdFormat(HSA_ID_PATTERN?.source ?? DEFAULT_HSA_ID_PATTERN);
  if (text.length <= HSA_ID_MAX_LENGTH && isOfFormat(text)) return;
  throw new WrongUsage('The id of a care provider is an HSA-id, such as SE165565594230-1000.');
}
