import { localKinds, standardKinds } from '#consent';
import { ConfigError } from '#platform';
import { identityKindsOf } from './identity-kinds';

const [name, kind] = [...localKinds][0]!;

const identityKinds = (settings: Partial<Parameters<typeof identityKindsOf>[0]> = {}) =>
  identityKindsOf({ LOCAL_IDENTITY_KINDS: undefined, NORWEGIAN_TEST_PERSONS: undefined, ...settings });

it('are the standard ones, and the local ones that are named', () => {
  expect(identityKinds()).toEqual(standardKinds);
  expect(identityKinds({ LOCAL_IDENTITY_KINDS: [name] })).toEqual([...standardKinds, kind]);
});

it('take the numbers of Norwegian test persons where the setting says so, and nowhere else', () => {
  const taking = (extension: string, testPersons: boolean) =>
    identityKinds({ NORWEGIAN_TEST_PERSONS: testPersons }).flatMap(({ name, isValid }) =>
      isValid(extension) ? [name] : [],
    );
  expect(taking('15757610180', true)).toEqual(['fodselsnummer']);
  expect(taking('15757610180', false)).toEqual([]);
  expect(taking('29023650078', false)).toEqual(['fodselsnummer']);
});

it('are refused by name when there is no such kind', () => {
  const asked = () => identityKinds({ LOCAL_IDENTITY_KINDS: ['passport'] });
  expect(asked).toThrow(ConfigError);
  expect(asked).toThrow(`LOCAL_IDENTITY_KINDS: there is no kind "passport". There are: ${name}, `);
});
