import { decisionsWords } from './decisions.words';
import { nothingFound } from './search';

const { none, noneOlder, noneYet } = decisionsWords.sv;

it.each([
  [none, { isContinued: false, isEnd: true }],
  [noneOlder, { isContinued: true, isEnd: true }],
  [noneYet, { isContinued: false, isEnd: false }],
  [noneYet, { isContinued: true, isEnd: false }],
])('a page without rows says: %s', (sentence, progress) => {
  expect(nothingFound(decisionsWords.sv, progress)).toBe(sentence);
});
