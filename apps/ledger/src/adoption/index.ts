export { adoptConsents, type Listeners, type Totals } from './run/adopt-consents';
export type { Finding } from './run/finding';
export { OtherService } from './source';
