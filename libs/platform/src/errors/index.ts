export type { CatalogueEntry, ErrorFamily, InBothLanguages, ResolvedBy } from './catalogue-entry';
export { errorCatalogue, familyOf, isErrorCode } from './error-catalogue';
export type { ErrorCode } from './error-catalogue';
export { errorsPage, resolvedByInWords } from './errors-page';
