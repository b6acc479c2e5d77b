export { formatInstant, parseInstant } from './instant';
export { formatLocalTime, parseLocalTime } from './local-time';
