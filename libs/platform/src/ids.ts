import { v5, v7 } from 'uuid';

/** A new UUID v7: unique, and sortable by the time it was made. */
export const newId = (): string => v7();

/** The same UUID v5 for the same name within the same namespace (a UUID), for ever. */
export const derivedId = (name: string, namespace: string): string => v5(name, namespace);
