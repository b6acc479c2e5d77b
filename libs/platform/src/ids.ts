import { v4, v5, v7 } from 'uuid';

/** A new UUID v7: unique, and sortable by the time it was made. */
export const newId = (): string => v7();

/** A new UUID v4: unique, and not to be guessed by those who know others that were made at the same moment. */
export const newRandomId = (): string => v4();

/** The same UUID v5 for the same name within the same namespace (a UUID), for ever. */
export const derivedId = (name: string, namespace: string): string => v5(name, namespace);
