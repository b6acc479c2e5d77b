import fc from 'fast-check';
import { isUuid } from './uuid';

describe('a UUID', () => {
  it('is read in any case and of any version', () => {
    fc.assert(
      fc.property(fc.uuid(), (uuid) => {
        expect(isUuid(uuid) && isUuid(uuid.toUpperCase())).toBe(true);
      }),
    );
  });

  it.each(['00000000-0000-0000-0000-000000000000', 'ffffffff-FFFF-ffff-FFFF-ffffffffffff'])(
    'may be %s',
    (text) => {
      expect(isUuid(text)).toBe(true);
    },
  );

  it.each([
    '',
    '6f1c8a52000040008000000000000001',
    '{6f1c8a52-0000-4000-8000-000000000001}',
    'urn:uuid:6f1c8a52-0000-4000-8000-000000000001',
    '6f1c8a52-0000-4000-8000-00000000000',
    '6f1c8a52-0000-4000-8000-0000000000012',
    '6f1c8a52-0000-4000-8000-00000000000g',
    '6f1c8a52-0000-4000-8000-000000000001\n',
  ])('is not %j', (text) => {
    expect(isUuid(text)).toBe(false);
  });
});
