export * from './event-store';
export * from './indexed-store';
export * from './restorable-store';
export * from './scoped';
export { EmbeddedEventStore, type EmbeddedOptions } from './embedded/embedded-event-store';
export { StoreOpenError, type StoreOpenFault } from './embedded/store-open-error';
export { faultOfDataFile } from './embedded/data-file';
export { isOutOfRoom, mayBeOutOfRoom, throwCause } from './embedded/failures';
export { Gate, SameProcessNumber } from './embedded/gate';
