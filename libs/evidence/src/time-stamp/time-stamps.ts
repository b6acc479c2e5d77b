/** What reads and writes time stamps (RFC 3161). It is loaded late: most processes have none. */
export { timeStampRequest, tokenIn } from './time-stamp-request';
export { readTimeStamp } from './time-stamp-token';
