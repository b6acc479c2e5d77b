import fc from 'fast-check';
import { DEFAULT_HSA_ID_PATTERN, hsaIdFormat, hsaKey, sameHsaId } from './hsa-id';

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

describe('what HSA-ids are compared by', () => {
  it('is the same in any case of the letters a to z, and of nothing else', () => {
    const flipped = (text: string) =>
      text.replace(/[a-z]/gi, (letter) =>
        letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase(),
      );
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string(), (id, other) => {
        expect(sameHsaId(id, flipped(id))).toBe(true);
        expect(hsaKey(hsaKey(id))).toBe(hsaKey(id));
        expect(hsaKey(id)).toHaveLength(id.length);
        expect(sameHsaId(id, other)).toBe(id === other || flipped(hsaKey(id)) === flipped(hsaKey(other)));
      }),
    );
  });

  it.each([
    ['\u017fE165565594230-1', 'SE165565594230-1'],
    ['SE165565594230-\u212a', 'SE165565594230-K'],
    ['SE165565594230-\u00e5', 'SE165565594230-\u00c5'],
  ])('takes no other letter for one of them: %j is not %j', (one, other) => {
    expect(sameHsaId(one, other)).toBe(false);
  });
});
