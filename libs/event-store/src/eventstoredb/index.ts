export { EventStoreDbEventStore, type EventStoreDbOptions } from './event-store-db';
export { InvalidEventStoreUrl } from './connection-string';
