export { CallerRegister } from './caller-register';
export { readRegister, UnusableRegister } from './read-register';
export * from './registered-caller';
export * from './rights';
export { WatchedRegister } from './watched-register';
