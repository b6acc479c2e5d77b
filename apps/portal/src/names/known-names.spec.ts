import { RegisterUnavailable, type NameRegister } from '#sign-on';
import { KnownNames } from './known-names';

const KARI = 'SE165565594230-20A1';

let now: number;
let asked: string[];
const log = { warn: () => log as never };

const namesFrom = (nameOf: NameRegister['nameOf']): KnownNames =>
  new KnownNames(
    {
      nameOf: (hsaId) => {
        asked.push(hsaId);
        return nameOf(hsaId);
      },
    },
    () => now,
    log,
  );

beforeEach(() => {
  now = 1_000;
  asked = [];
});

it('asks for each HSA-id once, in any case, until its name is old', async () => {
  const names = namesFrom(async () => 'Kari Nordlie');
  const both = await Promise.all([names.of([KARI, KARI.toLowerCase()]), names.of([KARI])]);
  expect(both.map((found) => found.get(KARI))).toEqual(['Kari Nordlie', 'Kari Nordlie']);
  await names.of([KARI]);
  expect(asked).toEqual([KARI]);
  now += 11 * 60_000;
  await names.of([KARI]);
  expect(asked).toEqual([KARI, KARI]);
});

it('knows nobody whom the register does not know, and asks again after a while', async () => {
  const names = namesFrom(async () => null);
  expect(await names.of([KARI])).toEqual(new Map());
  now += 2 * 60_000;
  await names.of([KARI]);
  expect(asked).toHaveLength(2);
});

it('goes without names when the register is out of order', async () => {
  const names = namesFrom(() => Promise.reject(new RegisterUnavailable('It does not answer.')));
  expect(await names.of([KARI])).toEqual(new Map());
});

it('waits for no register that stays silent', async () => {
  const names = namesFrom(() => new Promise(() => undefined));
  expect(await names.of([KARI])).toEqual(new Map());
});
