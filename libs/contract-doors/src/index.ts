export * from './called-contract';
export * from './door';
export { JsonDoor } from './json-door';
export { busyIn } from './no-answer';
export { faultsOf, isBody, type Body } from './shape';
export { SoapDoor } from './soap-door';
export type { Connection } from './transport';
export { addressHeader, envelope, escaped, writeMessage } from './write-message';
