export * from './audit/as-of.dto';
export * from './audit/decisions.dto';
export * from './audit/explanation.dto';
export * from './audit/history.dto';
export * from './consents';
export * from './contracts';
export * from './messages';
export * from './validation';
