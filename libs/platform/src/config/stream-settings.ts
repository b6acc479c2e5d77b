import { wholeNumber } from './setting-kinds';

const MINUTE = 60_000;

/** The settings of answers that go on as Server-Sent Events. */
export const streamSettings = {
  STREAM_HEARTBEAT_MS: wholeNumber(
    10,
    MINUTE,
  )({
    desc: 'How long a stream of changes is silent at most. After that, it says up to where it is complete. The rights of its caller are looked up again as often.',
    default: 5_000,
    example: '5000',
  }),
  STREAM_STALL_MS: wholeNumber(
    10,
    10 * MINUTE,
  )({
    desc: 'How long a reader of a stream may take nothing of what waits for it before its connection is cut.',
    default: 30_000,
    example: '30000',
  }),
  STREAMS_PER_CALLER: wholeNumber(
    1,
    10_000,
  )({
    desc: 'The most streams that one caller has open at once in one process; further ones are answered 429.',
    default: 20,
    example: '20',
  }),
};
