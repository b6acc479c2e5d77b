export * from './action-rows';
export * from './answers';
export * from './assertion-id-rows';
export * from './closing-cases';
export * from './contract-case';
export * from './identity-rows';
export * from './mutations';
