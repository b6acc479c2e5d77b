import { DEFAULT_HSA_ID_PATTERN, hsaIdFormat } from './hsa-id';

describe('the format of an HSA-id', () => {
  const isHsaId = hsaIdFormat(DEFAULT_HSA_ID_PATTERN);

  it.each(['SE1655655942-1000', 'SE165565594230-1000', 'TSTNMT2321000156-1077', 'IFV1239877878-1042'])(
    'is that of %s',
    (text) => {
      expect(isHsaId(text)).toBe(true);
    },
  );

  it.each([
    '',
    'S1655655942-1000',
    'ABCDEFG1655655942-1000',
    'SE16556559423-1000',
    'SE1655655942-',
    'SE1655655942',
    'se1655655942-1000',
    'SE1655655942-10Ö0',
    ' SE1655655942-1000',
    'SE1655655942-1000\n',
  ])('is not that of %j', (text) => {
    expect(isHsaId(text)).toBe(false);
  });

  it('is set by the pattern, which is about the whole text', () => {
    const isLetter = hsaIdFormat('a|b');
    expect(['a', 'b', 'ab', 'xa', 'bx'].map(isLetter)).toEqual([true, true, false, false, false]);
  });

  it('does not look at the length, which is a rule of its own', () => {
    expect(isHsaId(`SE1655655942-${'1'.repeat(40)}`)).toBe(true);
  });

  it('cannot be made from a pattern that is none', () => {
    expect(() => hsaIdFormat('(')).toThrow(SyntaxError);
  });
});
