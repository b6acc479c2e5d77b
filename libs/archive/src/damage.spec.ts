import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { compressed, damageAtEvery, verdictOn, whole } from './given/damage-cases';
import { inspect, sealed } from './given/workshop';

const lines = (): string[] => whole().toString().trimEnd().split('\n');

describe('A file', () => {
  it('that is whole is usable', async () => {
    expect(await verdictOn(whole())).toBe('usable');
    expect(await verdictOn(compressed())).toBe('usable');
  });

  damageAtEvery(7);

  it('that is cut off behind a line is told by its lines', async () => {
    for (let count = 1; count < lines().length; count++) {
      const cut = lines()
        .slice(0, count)
        .map((line) => `${line}\n`);
      expect(await verdictOn(cut.join(''))).toBe(
        `FILE ends after line ${count}, without its last line: it was cut off. ` +
          'Nothing was imported; export the ledger again.',
      );
    }
  });

  it('of which lines were swapped, dropped or doubled is refused', async () => {
    const [header, first, second, ...rest] = lines();
    for (const changed of [
      [header, second, first, ...rest],
      [header, second, ...rest],
      [header, first, first, second, ...rest],
      [header, first, second, ...rest, rest.at(-1)],
    ]) {
      expect(await verdictOn(`${changed.join('\n')}\n`)).toMatch(/damaged|does not hold|goes on/);
    }
  });

  it.each<[string, string, RegExp]>([
    ['that is empty', '', /^FILE is empty/],
    [
      'of a newer version',
      '{"format":"consent-ledger-export","version":2}\n',
      /written in version 2.*up to 1.*newer one/,
    ],
    ['of another program', '{"format":"recipes","version":1}\n', /^FILE is no export of a ledger\.$/],
    ['of no program', 'null\n', /^FILE is no export of a ledger\.$/],
    ['without a line', 'x'.repeat(17 * 1024 * 1024), /^FILE is no export of a ledger\.$/],
  ])('%s is refused', async (_, content, message) => {
    expect(await verdictOn(content)).toMatch(message);
  });

  it.each<[string, (event: Record<string, unknown>) => object]>([
    ['more in an event', (event) => ({ ...event, more: 1 })],
    ['an id that is a number', (event) => ({ ...event, id: 7 })],
    ['a position that is none', (event) => ({ ...event, position: -1 })],
    ['a revision that is none', (event) => ({ ...event, revision: 0.5 })],
    ['data that are a list', (event) => ({ ...event, data: [] })],
    ['an order of its own', ({ position, ...event }) => ({ ...event, position })],
  ])('with %s is refused, even when its last line fits', async (_, spoilt) => {
    const [header, ...events] = lines().slice(0, -1) as [string, ...string[]];
    const [first, ...others] = events as [string, ...string[]];
    const changed = JSON.stringify(spoilt(JSON.parse(first) as Record<string, unknown>));
    const content = sealed([header, changed, ...others], JSON.parse(lines().at(-1)!) as object);
    expect(await verdictOn(content)).toMatch(/damaged at line 2/);
  });

  it('whose positions do not ascend is refused, even when its last line fits', async () => {
    const all = lines().slice(0, -1);
    const swapped = [...all.slice(0, 2), all[3]!, all[2]!, ...all.slice(4)];
    const content = sealed(swapped, JSON.parse(lines().at(-1)!) as object);
    expect(await verdictOn(content)).toMatch(/damaged at line 4: position 1 stands behind position 2/);
  });

  it('that is a folder is refused', async () => {
    await expect(inspect(tmpdir())).rejects.toThrow(/is no file/);
  });

  it('that is not there is not there', async () => {
    await expect(inspect('/no/such/file')).rejects.toMatchObject({ code: 'ENOENT' });
  });
});

describe('The last line', () => {
  it('hashes all bytes before it', () => {
    const content = whole().toString();
    const last = lines().at(-1)!;
    const before = content.slice(0, content.lastIndexOf(last));
    const { sha256 } = JSON.parse(last) as { sha256: string };
    expect(createHash('sha256').update(before).digest('hex')).toBe(sha256);
  });
});
