/** Those that there are, one after the other. */
export const sentences = (...parts: readonly (string | false)[]): string =>
  parts.filter((part) => part !== false).join(' ');
