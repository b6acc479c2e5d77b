export * from './boot-id';
export * from './clock';
export * from './config/config';
export { settings } from './config/settings';
export * from './deadline';
export * from './errors';
export * from './ids';
export * from './log';
export * from './process-name';
