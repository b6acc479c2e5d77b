export type { Access, AccessSubject } from './access';
export { decodeAccesses, encodeAccesses, UnknownAccesses } from './access-codec';
export { accessKind } from './access-kind';
export { accessRecord, type AccessRecord } from './access-record';
export { searchAccesses, type AccessFilter } from './search-accesses';
