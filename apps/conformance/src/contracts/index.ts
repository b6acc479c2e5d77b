export * from './the-contracts';
