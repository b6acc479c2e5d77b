import { ledger } from '../support/ledger-cli';
import { describeWith } from '../support/machine-part';
import { namespaces, withoutPrivileges } from '../support/namespaces';
import { auditorsCanLookIn, eachBelow, environment, snapshot } from './read-only-copy';

describeWith(namespaces, () => {
  describe('In a folder without the permission to write', () => {
    beforeAll(() => eachBelow(snapshot(), 0o500, 0o400));
    auditorsCanLookIn(
      (...args) => ledger(args, { environment: environment(), inside: withoutPrivileges }),
      'every command',
    );
  });
});
