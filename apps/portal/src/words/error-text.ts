import { errorCatalogue, type ErrorCode } from '#platform';
import type { Language } from './language';
import { norwegianErrors, type ErrorText } from './norwegian-errors';

/** What a code is called in a language, and what to do about it. */
export function errorText(code: ErrorCode, language: Language): ErrorText {
  const { told, next } = errorCatalogue[code];
  if (language !== 'nb') return { told: told[language], next: next[language] };
  return norwegianErrors[code] ?? { told: told.sv, next: next.sv };
}
