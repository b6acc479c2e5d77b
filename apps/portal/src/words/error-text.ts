import { errorCatalogue, type ErrorCode } from '#platform';
import type { Language } from './language';
import { norwegianErrors, type ErrorText } from './norwegian-errors';

/** What a code is called in a language, and what to do about it. */
export function errorText(code: ErrorCode, language: Language): ErrorText {
  const { message, next } = errorCatalogue[code];
  if (language !== 'nb') return { message: message[language], next: next[language] };
  return norwegianErrors[code] ?? { message: message.sv, next: next.sv };
}
