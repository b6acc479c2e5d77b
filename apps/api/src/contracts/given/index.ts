export * from '#response-codes';
export * from './closing-cases';
export * from './contract-case';
