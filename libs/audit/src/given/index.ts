/** Words for tests: generated ledgers and questions about their past, and what the answers must be. */
export * from './ledgers';
export * from './naive-as-of';
export * from '../accesses/given/accesses';
export * from '../decisions/given/decisions';
