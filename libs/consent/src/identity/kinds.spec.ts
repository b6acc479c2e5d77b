import fc from 'fast-check';
import { dNummer, fodselsnummer } from './norwegian-numbers';
import type { IdentityKind } from './identity-kind';
import { admittingTestPersons, localKinds, standardKinds } from './kinds';
import { nationalReserveId, stockholmReserveId, vastraGotalandReserveId } from './reserve-ids';
import { personnummer, samordningsnummer } from './swedish-numbers';

type Vectors = [kind: IdentityKind, good: string[], bad: Record<string, string>];

const vectors: Vectors[] = [
  [
    personnummer,
    ['191212121212', '200101010106'],
    {
      'no such date': '191202311211',
      'wrong check digit': '191212121210',
      'day of a samordningsnummer': '197010632391',
      'month not known': '191500122393',
      'day not known': '191512002393',
      'birth number 000': '191212120008',
      'too short': '1212121212',
      'a separator': '19121212-1212',
      'century 17': '171212121212',
      'digits of another script': '１９1212121212',
      'something before it': ' 191212121212',
      'something after it': '191212121212\n',
      nothing: '',
    },
  ],
  [
    samordningsnummer,
    ['197010632391', '197010632383', '191500882392', '191500722390', '193100602394', '191711602399'],
    {
      'wrong check digit': '197010632390',
      'no such month': '197013632398',
      'day past 91': '197010922396',
      'birth number 000': '197010600000',
      'day of a personnummer': '191212121212',
    },
  ],
  [
    nationalReserveId,
    ['22950606FH20', '22950606FH12', '25780404KHD5', '00342145BZ31', '00749852BZK0', '22790814AA01'],
    {
      'a century of personnummer': '19790914AA05',
      'month of a date, date unknown': '00790914AA06',
      'day beyond 59, date unknown': '00792060AA04',
      'no such date': '22790231AA06',
      'wrong check digit': '22950606FH21',
      'small letters': '22950606fh20',
    },
  ],
  [
    admittingTestPersons(fodselsnummer),
    ['29023650078', '31123990008', '01410000284', '15757610180', '01810000186', '01815450023', '01814090082'],
    {
      'no such date': '29023550057',
      'a year that its individual number does not have': '01815350002',
      'a year between two centuries': '01814050021',
      'no such month': '01937000010',
      'added to the month what nobody adds': '01587000018',
      'wrong first check digit': '29023650178',
      'wrong second check digit': '29023650079',
      'day of a D-nummer': '69023650061',
      'a blank': '290236 50078',
      'too short': '2902365007',
      nothing: '',
    },
  ],
  [
    admittingTestPersons(dNummer),
    ['69023650061', '41817000086', '55667610035', '41417000184'],
    { 'day of a fødselsnummer': '29023650078', 'day 40': '40013650189', 'wrong check digit': '69023650062' },
  ],
  [
    stockholmReserveId,
    ['991981000010', '991945000023', '991993000032'],
    {
      'wrong check digit': '991981000011',
      'not 99': '981981000010',
      'year 2300': '992300000018',
      'year 1899': '991899000010',
      'a letter': '99198100001O',
    },
  ],
  [
    vastraGotalandReserveId,
    ['20010101K000', '20240229X999'],
    { 'no such date': '20230229X999', 'another letter': '20010101Z000', 'no letter': '200101010106' },
  ],
];

describe.each(vectors)('$name', (kind, good, bad) => {
  it.each(good)('accepts %s', (extension) => {
    expect(kind.isValid(extension)).toBe(true);
  });

  it.each(Object.entries(bad))('refuses %s: %j', (_, extension) => {
    expect(kind.isValid(extension)).toBe(false);
  });
});

describe.each([
  ['fødselsnummer', fodselsnummer, '29023650078'],
  ['D-nummer', dNummer, '69023650061'],
])('a %s', (_, kind, good) => {
  const digits = [...'0123456789'];
  const places = [...good].map((_digit, place) => place);

  it.each(places)('is refused when the digit at place %i is another', (place) => {
    const others = digits.filter((digit) => digit !== good[place]);
    const misread = others.map((digit) => good.slice(0, place) + digit + good.slice(place + 1));
    expect(misread.filter((extension) => kind.isValid(extension))).toEqual([]);
  });

  it('is of no other kind', () => {
    expect(standardKinds.filter((any) => any.isValid(good))).toEqual([kind]);
  });
});

describe('the number of a Norwegian test person', () => {
  const numbers: [IdentityKind, string][] = [
    [fodselsnummer, '01410000284'],
    [fodselsnummer, '15757610180'],
    [fodselsnummer, '01810000186'],
    [dNummer, '41417000184'],
    [dNummer, '55667610035'],
    [dNummer, '41817000086'],
  ];

  it.each(numbers)('is that of no real person ($name)', (kind, extension) => {
    expect(standardKinds.filter((any) => any.isValid(extension))).toEqual([]);
    expect(standardKinds.filter((any) => any.isTestPerson?.(extension))).toEqual([kind]);
  });

  it('is told from that of a real person', () => {
    expect(['29023650078', '69023650061'].filter((real) => fodselsnummer.isTestPerson!(real))).toEqual([]);
    expect(['29023650078', '69023650061'].filter((real) => dNummer.isTestPerson!(real))).toEqual([]);
  });

  it('makes no difference to the kinds whose test persons have numbers like everybody', () => {
    expect(admittingTestPersons(personnummer)).toBe(personnummer);
  });
});

/** Luhn as it is taught with paper: double every second digit from the right and cast out nines. */
const luhnDigit = (digits: string): string => {
  const products = [...digits].reverse().map((digit, index) => Number(digit) * (index % 2 === 0 ? 2 : 1));
  const sum = products.reduce((total, product) => total + (product > 9 ? product - 9 : product), 0);
  return `${(10 - (sum % 10)) % 10}`;
};

const twoDigits = (number: number): string => `${number}`.padStart(2, '0');

const born = fc.date({
  min: new Date('1800-01-01T00:00:00Z'),
  max: new Date('2199-12-31T00:00:00Z'),
  noInvalidDate: true,
});

const birthNumber = (addedToDay: number) =>
  fc.tuple(born, fc.integer({ min: 1, max: 999 })).map(([date, number]) => {
    const yearAndMonth = date.toISOString().slice(0, 7).replace('-', '');
    const day = `${date.getUTCDate() + addedToDay}`.padStart(2, '0');
    const unchecked = `${yearAndMonth}${day}${`${number}`.padStart(3, '0')}`;
    return `${unchecked}${luhnDigit(unchecked.slice(2))}`;
  });

describe.each([
  ['personnummer', personnummer, 0],
  ['samordningsnummer', samordningsnummer, 60],
])('a generated %s', (_, kind, addedToDay) => {
  it('is well-formed as its own kind and as no other', () => {
    fc.assert(
      fc.property(birthNumber(addedToDay), (extension) => {
        expect(standardKinds.filter((any) => any.isValid(extension))).toEqual([kind]);
      }),
    );
  });

  it('is refused when any one of the last ten digits is changed', () => {
    const change = fc.tuple(fc.integer({ min: 2, max: 11 }), fc.integer({ min: 1, max: 9 }));
    fc.assert(
      fc.property(birthNumber(addedToDay), change, (extension, [at, step]) => {
        const digit = (Number(extension[at]) + step) % 10;
        expect(kind.isValid(`${extension.slice(0, at)}${digit}${extension.slice(at + 1)}`)).toBe(false);
      }),
    );
  });
});

/** The date of birth of a samordningsnummer as the authority writes it when it is not known whole. */
const partlyKnownDate = fc.record({
  year: fc.integer({ min: 1800, max: 2199 }),
  month: fc.integer({ min: 0, max: 12 }),
  day: fc.integer({ min: 60, max: 91 }),
});

const partlyKnown = fc.tuple(partlyKnownDate, fc.integer({ min: 1, max: 999 })).map(([date, number]) => {
  const unchecked = `${date.year}${twoDigits(date.month)}${date.day}${`${number}`.padStart(3, '0')}`;
  return `${unchecked}${luhnDigit(unchecked.slice(2))}`;
});

describe('a samordningsnummer of somebody whose date of birth is not known whole', () => {
  it('is well-formed with any month 00–12 and any day 60–91, also one past its month', () => {
    fc.assert(
      fc.property(partlyKnown, (extension) => {
        expect(standardKinds.filter((any) => any.isValid(extension))).toEqual([samordningsnummer]);
      }),
    );
  });

  it('is refused with any other month or day', () => {
    const others = fc
      .record({ month: fc.integer({ min: 0, max: 99 }), day: fc.integer({ min: 0, max: 99 }) })
      .filter(({ month, day }) => month > 12 || day < 60 || day > 91);
    fc.assert(
      fc.property(others, ({ month, day }) => {
        const unchecked = `1970${twoDigits(month)}${twoDigits(day)}239`;
        expect(samordningsnummer.isValid(`${unchecked}${luhnDigit(unchecked.slice(2))}`)).toBe(false);
      }),
    );
  });

  it('has no like among personnummer, whose date of birth is always whole', () => {
    const partOf = fc.constantFrom({ month: 0, day: 12 }, { month: 12, day: 0 }, { month: 2, day: 30 });
    fc.assert(
      fc.property(partOf, fc.integer({ min: 1, max: 999 }), ({ month, day }, number) => {
        const unchecked = `1970${twoDigits(month)}${twoDigits(day)}${`${number}`.padStart(3, '0')}`;
        expect(personnummer.isValid(`${unchecked}${luhnDigit(unchecked.slice(2))}`)).toBe(false);
      }),
    );
  });
});

describe('the series of a national reserve id', () => {
  const hasGoodDigit = (unchecked: string) =>
    Array.from({ length: 10 }, (_, digit) => `${unchecked}${digit}`).some(nationalReserveId.isValid);
  const allSeries = Array.from({ length: 100 }, (_, series) => `${series}`.padStart(2, '0'));
  const every3From = (first: number) => Array.from({ length: 26 }, (_, index) => `${first + 3 * index}`);

  it('is every third one from 22 for 19xx and from 23 for 20xx', () => {
    const [in19, in20] = [every3From(22), every3From(23)];
    expect(allSeries.filter((series) => hasGoodDigit(`${series}790814AA0`))).toEqual(
      [...in19, ...in20].sort(),
    );
    // 2000 was a leap year and 1900 was not, which tells the two centuries apart.
    expect(allSeries.filter((series) => hasGoodDigit(`${series}000229AA0`))).toEqual(in20);
  });

  it('is 00 without a birth date, with month 20–99 and day 40–59', () => {
    const good = { first: hasGoodDigit('00002040AA0'), last: hasGoodDigit('00999959AAA') };
    expect(good).toEqual({ first: true, last: true });
    const bad = ['00001940AA0', '00002039AA0', '00002060AA0'].map(hasGoodDigit);
    expect(bad).toEqual([false, false, false]);
  });

  it('is followed by letters without I, O, Q, V and W', () => {
    const capitals = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
    const places = [(c: string) => `${c}A0`, (c: string) => `A${c}0`, (c: string) => `AA${c}`];
    for (const place of places) {
      const good = capitals.filter((letter) => hasGoodDigit(`22790814${place(letter)}`));
      expect(good.join('')).toBe('ABCDEFGHJKLMNPRSTUXYZ');
    }
  });
});

describe('the table of kinds', () => {
  it('holds the standard roots, and two local ones by name', () => {
    expect(standardKinds.map(({ name, root }) => [name, root])).toEqual([
      ['personnummer', '1.2.752.129.2.1.3.1'],
      ['samordningsnummer', '1.2.752.129.2.1.3.3'],
      ['national-reserve-id', '1.2.752.74.9.1'],
      ['fodselsnummer', '2.16.578.1.12.4.1.4.1'],
      ['d-nummer', '2.16.578.1.12.4.1.4.2'],
    ]);
    expect([...localKinds].map(([name, { root }]) => [name, root])).toEqual([
      ['region-stockholm', '1.2.752.97.3.1.3'],
      ['vastra-gotaland', '1.2.752.113.11.0.2.1.1.1'],
    ]);
  });

  it('never throws, whatever the text', () => {
    const kinds = [...standardKinds, ...localKinds.values()];
    const alphabet = fc.constantFrom(...'0123456789AZKMXIaö -');
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: alphabet, maxLength: 14 })),
        (text) => {
          for (const kind of kinds) expect(typeof kind.isValid(text)).toBe('boolean');
        },
      ),
    );
  });
});
