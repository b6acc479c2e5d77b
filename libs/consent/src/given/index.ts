/**
 * Words for tests: events and commands about made-up people, so that a test says only what it is about. Whatever is not said is
 * the same everywhere: one patient's consent for one unit, registered on the morning of 2 March 2026 until further notice.
 */
export * from './commands';
export * from './events';
export * from './history';
export * from './people-and-times';
