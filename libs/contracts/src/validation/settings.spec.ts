import { createIdentityRegistry, DEFAULT_HSA_ID_PATTERN, localKinds, standardKinds } from '#consent';
import { configureValidation, createValidator, HsaId, IdentityExtension, IdentityRoot, Part } from '.';

class Identity {
  @IdentityRoot()
  root: string;

  @IdentityExtension()
  extension: string;
}

class Question {
  @HsaId({ about: 'Of whom.', example: 'SE165565594230-1000' })
  careProviderId: string;

  @Part(Identity, { about: 'About whom.' })
  patientId: Identity;
}

const validator = createValidator(Question);
const careProviderId = 'SE165565594230-1000';
const patientId = { root: '1.2.752.129.2.1.3.1', extension: '191212121212' };

afterEach(() => {
  configureValidation({
    identities: createIdentityRegistry(standardKinds),
    hsaIdPattern: DEFAULT_HSA_ID_PATTERN,
  });
});

it('An operator can add kinds of identity, also to rules that are compiled already', () => {
  const body = { careProviderId, patientId: { root: '1.2.752.97.3.1.3', extension: '991981000010' } };
  expect(validator.validate(body)).toHaveLength(1);
  configureValidation({ identities: createIdentityRegistry([...standardKinds, ...localKinds.values()]) });
  expect(validator.validate(body)).toEqual([]);
});

it('An operator can say what an HSA-id looks like', () => {
  const body = { careProviderId: 'NO-1', patientId };
  expect(validator.validate(body)).toHaveLength(1);
  configureValidation({ hsaIdPattern: 'SE-1|NO-1' });
  expect(validator.validate(body)).toEqual([]);
  expect(validator.validate({ ...body, careProviderId: 'xNO-1x' })).toHaveLength(1);
  expect(() => configureValidation({ hsaIdPattern: '(' })).toThrow(SyntaxError);
});
