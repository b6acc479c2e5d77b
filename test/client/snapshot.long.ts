import { expectEqualSnapshots } from './kept-histories';

it(
  'deltas of many random histories give what a whole snapshot is, and the answers of the service',
  () => expectEqualSnapshots(50, 60),
  3_600_000,
);
