import { existsSync } from 'node:fs';
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { call } from '../support/call';
import { toCheck } from '../support/requests';
import { spawnService } from '../support/spawned-service';
import { data, elsewhere, halves, init, inProduction, place, registerOnce, startOnce } from './beginnings';

describe('In production', () => {
  it.each([['a missing folder'], ['an empty folder']])(
    'a service does not begin a ledger in %s',
    async (where) => {
      if (where === 'an empty folder') await mkdir(data());
      await expect(startOnce(inProduction())).rejects.toThrow(
        `There is no ledger in ${data()}. Name its folder with DATA_DIR, or its server with EVENT_STORE_URL. If it is on a volume, ` +
          'see that the volume is mounted. To begin a new ledger, run "ledger init".',
      );
      expect(existsSync(data()) ? await readdir(data()) : []).toEqual([]);
    },
  );

  it('it starts on a ledger that was begun by "ledger init", which says its id and folder, and begins it once', async () => {
    const { code, out, err } = await init();
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const [, ledgerId] = /^Began ledger ([0-9a-f-]{36}) in /.exec(out)!;
    expect(out).toBe(`Began ledger ${ledgerId} in ${data()}.\n`);
    await registerOnce(inProduction());
    expect(await init()).toMatchObject({
      code: 3,
      err: `There is a ledger in ${data()} already: ${ledgerId}. Nothing was changed.\n`,
    });
    const service = await spawnService(inProduction());
    expect((await call(service.url, 'check-consent', toCheck(place))).body).toMatchObject({
      checkResult: { hasConsent: true },
    });
    await service.end('SIGTERM');
  });

  it('it begins one where BEGIN_LEDGER says so', () => startOnce(inProduction({ BEGIN_LEDGER: 'true' })));
});

describe('Elsewhere', () => {
  it('a service begins a ledger, unless BEGIN_LEDGER says otherwise', async () => {
    await expect(startOnce(elsewhere({ BEGIN_LEDGER: 'false' }))).rejects.toThrow(
      `There is no ledger in ${data()}.`,
    );
    await startOnce(elsewhere());
  });
});

it('"ledger init" begins a ledger in a new volume, and beside keys that were brought along', async () => {
  await mkdir(join(data(), 'lost+found'), { recursive: true });
  await mkdir(join(data(), 'keys'));
  expect(await init()).toMatchObject({ code: 0 });
});

it('"ledger init" refuses a folder that holds something else, such as what follows from a log that is gone', async () => {
  await mkdir(join(data(), 'read-models'), { recursive: true });
  await writeFile(join(data(), 'notes.txt'), '');
  expect(await init()).toMatchObject({
    code: 3,
    err: expect.stringMatching(
      /: it holds something else \((read-models|notes\.txt), .*\)\. Nothing was changed\./,
    ),
  });
  expect((await readdir(data())).sort()).toEqual(['notes.txt', 'read-models']);
});

it('half a ledger is refused', async () => {
  const [lost, refusal] = halves[0]!;
  await registerOnce(elsewhere());
  await rm(join(data(), lost), { recursive: true });
  await expect(startOnce(inProduction())).rejects.toThrow(refusal);
  expect(existsSync(join(data(), lost))).toBe(false);
});
