import { attackRows, testAttacks } from './attack-table';
import { attacks } from './attacks';
import { readers } from './detectors';

it('the table has every attack that is carried out here', () => {
  expect(attackRows().map(({ attack }) => attack)).toEqual(Object.keys(attacks));
});

// All rows and columns are in attack-table.long.ts.
testAttacks(
  readers,
  attackRows().filter(({ attack }) => attack.startsWith('changes an event') && attack.endsWith('insider')),
);
