export * from './answers';
export * from './asking';
export * from './closing';
export { otherIdentities } from './identity-rows';
export * from './mutations';
export * from './registering';
export type * from './row';
