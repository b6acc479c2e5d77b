export { ProtocolServer, type ProtocolServerOptions } from './protocol-server';
export { SpawnedProtocolServer } from './spawned-server';
export { FreezableRelay } from './freezable-relay';
export { healthy, type Counts, type Faults } from './faults';
