export { formatInstant, parseInstant } from './instant';
export { formatLocalTime, isTooEarly, parseBeginning, parseLocalTime } from './local-time';
