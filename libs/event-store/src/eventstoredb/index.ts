export { EventStoreDbEventStore } from './event-store-db';
export type { EventStoreDbOptions } from './event-store-db-options';
export { InvalidEventStoreUrl } from './connection-string';
