import * as files from 'node:fs/promises';
import { createLogForPeople, readConfig } from '#platform';
import { NoLedger } from './begun-logs';
import { openExistingStores } from './open-stores';

jest.mock('node:fs/promises', () => ({ readdir: jest.fn(), stat: jest.fn() }));

const opening = (code: string) => {
  jest.mocked(files.stat).mockRejectedValue(Object.assign(new Error(code), { code }));
  return openExistingStores(readConfig({ DATA_DIR: '/srv/ledger' }), createLogForPeople('warn'));
};

it('says of a folder that this user may not look into that it is so, and not that there is no ledger', async () => {
  await expect(opening('EACCES')).rejects.toThrow(
    new NoLedger(
      'This user may not look into /srv/ledger, or its log. Run the command as the user of the ledger.',
    ),
  );
});

it.each(['ENOENT', 'ENOTDIR'])('finds no ledger where there is none: %s', async (code) => {
  await expect(opening(code)).rejects.toThrow(
    new NoLedger(
      'There is no ledger in /srv/ledger. Name its folder with DATA_DIR, or its server with EVENT_STORE_URL. If it is on a volume, ' +
        'see that the volume is mounted. To begin a new ledger, run "ledger init".',
    ),
  );
});
