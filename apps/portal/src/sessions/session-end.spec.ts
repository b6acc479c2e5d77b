import { endOfSession } from './session-end';

const limits = { idle: 30, absolute: 100 };

it.each([
  [0, { at: 30, isFinal: false }],
  [69, { at: 99, isFinal: false }],
  [70, { at: 100, isFinal: true }],
  [99, { at: 100, isFinal: true }],
])('a session that is seen at %i of its 100 ends by its limits', (now, end) => {
  expect(endOfSession({ signedOnAt: 0 }, limits, now)).toEqual(end);
});
