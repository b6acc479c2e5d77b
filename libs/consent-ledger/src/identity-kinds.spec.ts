import { localKinds, standardKinds } from '#consent';
import { ConfigError } from '#platform';
import { identityKindsOf } from './identity-kinds';

const [name, kind] = [...localKinds][0]!;

it('are the standard ones, and the local ones that are named', () => {
  expect(identityKindsOf({ LOCAL_IDENTITY_KINDS: undefined })).toEqual(standardKinds);
  expect(identityKindsOf({ LOCAL_IDENTITY_KINDS: [name] })).toEqual([...standardKinds, kind]);
});

it('are refused by name when there is no such kind', () => {
  const asked = () => identityKindsOf({ LOCAL_IDENTITY_KINDS: ['passport'] });
  expect(asked).toThrow(ConfigError);
  expect(asked).toThrow(`LOCAL_IDENTITY_KINDS: there is no kind "passport". There are: ${name}, `);
});
