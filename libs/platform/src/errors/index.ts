export type { CatalogueEntry, ErrorFamily, InBothLanguages, MendedBy } from './catalogue-entry';
export { errorCatalogue, familyOf, isErrorCode } from './error-catalogue';
export type { ErrorCode } from './error-catalogue';
export { errorsPage, mendedByInWords } from './errors-page';
