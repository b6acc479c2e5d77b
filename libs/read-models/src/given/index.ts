/** Words for tests: the rows of every read model after a history, and what the answers to it must be. */
export * from './memory-rows';
export * from './naive-model';
export * from './read-models';
