import { listsOfOneName } from './lists-of-one-name';
import { wayNames } from './services-by-certificate';

const orders = [false, true].flatMap((authorities) =>
  [false, true].map((lists) => [authorities, lists] as const),
);

describe.each(wayNames)('a certificate on the %s', (way) => {
  it.each(orders)(
    'is looked up in the list of the authority of one name that signed it; authorities turned: %s, lists turned: %s',
    (...turned) => listsOfOneName(way, turned),
  );
});
