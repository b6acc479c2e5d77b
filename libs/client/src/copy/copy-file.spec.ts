import { mkdtemp, rm, stat, type FileHandle } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CopyFile } from './copy-file';
import type { HeldConsent } from './held-consents';

const held = (n: number): HeldConsent => ({
  id: `consent-${n}`,
  assertionType: 'Consent',
  careUnitId: 'SE165565594230-1001',
  patientId: { root: '1.2.752.129.2.1.3.1', extension: '191212121212' },
  startsAt: n,
  recordedAt: n,
  registeredAt: n,
});

it('writes a file of many changes of few consents again, as short as they are', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'consent-copy-'));
  const path = join(folder, 'copy');
  const { file } = await CopyFile.open(path, 'SE165565594230-1000');
  const effects = Array.from({ length: 10_001 }, (_, n) => ({ put: held(n % 3) }));
  await file.append({ effects, cursor: 'some-cursor' });
  await file.close();
  const before = (await stat(path)).size;
  const again = await CopyFile.open(path, 'SE165565594230-1000');
  expect((await stat(path)).size).toBeLessThan(before / 100);
  await again.file.append({ effects: [{ gone: 'consent-1' }], cursor: 'a-later-cursor' });
  await again.file.close();
  const { file: last, content } = await CopyFile.open(path, 'SE165565594230-1000');
  await last.close();
  expect(content.cursor).toBe('a-later-cursor');
  expect(content.held.toSorted((one, other) => one.startsAt - other.startsAt)).toEqual([held(0), held(2)]);
  await rm(folder, { recursive: true });
});

it('forgets a copy whose file cannot be cut off, and never reads what is left behind what comes next', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'consent-copy-'));
  const path = join(folder, 'copy');
  const { file } = await CopyFile.open(path, 'SE165565594230-1000');
  for (let n = 1; n <= 3; n += 1) await file.append({ effects: [{ put: held(n) }], cursor: `cursor-${n}` });
  const { handle } = file as unknown as { handle: FileHandle };
  jest.spyOn(handle, 'truncate').mockRejectedValue(new Error('The file cannot be cut off.'));
  await expect(file.forget()).rejects.toThrow('The file cannot be cut off.');
  await file.append({ effects: [{ put: held(4) }], cursor: 'cursor-4' });
  await file.close();
  const { file: again, content } = await CopyFile.open(path, 'SE165565594230-1000');
  await again.close();
  expect(content).toEqual({ held: [held(4)], cursor: 'cursor-4' });
  await rm(folder, { recursive: true });
});
