export * from './door';
export { JsonDoor } from './json-door';
export { SoapDoor } from './soap-door';
export type { Connection } from './transport';
