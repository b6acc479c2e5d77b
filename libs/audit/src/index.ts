export * from './accesses';
export * from './as-of';
export * from './decisions';
export * from './extract';
export * from './history';
export * from './oversight';
export * from './records';
export * from './sample';
