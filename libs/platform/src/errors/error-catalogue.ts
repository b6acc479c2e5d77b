import type { CatalogueEntry, ErrorFamily } from './catalogue-entry';
import { externalErrors } from './external-errors';
import { functionalErrors } from './functional-errors';
import { signOnErrors } from './sign-on-errors';
import { systemErrors } from './system-errors';

const codes = { ...signOnErrors, ...functionalErrors, ...externalErrors, ...systemErrors } as const;

/** A code of the catalogue, such as `AUT_104` or `KJF-000018`. */
export type ErrorCode = keyof typeof codes;

/** Everything that can go wrong in the system, described once: every door, page and command reads it here. */
export const errorCatalogue: Readonly<Record<ErrorCode, CatalogueEntry>> = codes;

export const familyOf = (code: ErrorCode): ErrorFamily => code.slice(0, 3) as ErrorFamily;

export const isErrorCode = (text: string): text is ErrorCode => Object.hasOwn(errorCatalogue, text);
