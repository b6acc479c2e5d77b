import { expectEqualCopies } from './kept-histories';

it(
  'a copy answers as the service at every step of many random histories',
  () => expectEqualCopies(50, 60),
  3_600_000,
);
