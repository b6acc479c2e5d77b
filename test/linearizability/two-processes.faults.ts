import { ConcurrentCallers } from './concurrent-callers';
import { violationsIn } from './check-history';
import { storeKinds } from '../support/live-ledger';
import { onOneServer } from '../staleness/two-services';
import { say } from '../support/say';
import { seed } from '../support/seed';
import { times } from '../support/times';
import { CALLERS, twoProcessesCase } from './two-processes-cases';

for (const kind of storeKinds) twoProcessesCase(kind, times(100_000));

/** A check of histories that finds nothing where something is to be found proves nothing. */
it('the history of two services that may answer from a minute ago is refused', async () => {
  const two = await onOneServer({ MAX_STALENESS_MS: '60000', DECISION_LOG: 'off' });
  const callers = new ConcurrentCallers(two.services, seed, 2_000);
  await callers.run(CALLERS);
  await two.end();
  const violations = violationsIn(callers.history).map(({ text }) => text.split('\n')[0]!);
  say('histories where staleness is allowed', { operations: 2_000, violations: violations.length });
  expect(violations.join('\n')).toMatch(
    /^check of patient \d at unit \d was answered (yes|no), possible is/m,
  );
});
