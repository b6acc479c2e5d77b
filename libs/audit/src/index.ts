export * from './as-of';
export * from './decisions';
export * from './history';
export * from './sample';
