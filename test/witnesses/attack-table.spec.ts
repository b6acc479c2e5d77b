import { attackRows, testAttacks } from './attack-table';
import { attacks } from './attacks';
import { readers } from './detectors';

it('the table has every attack that is carried out here', () => {
  expect(attackRows().map(({ attack }) => attack)).toEqual(Object.keys(attacks));
});

// The other rows take services that sign and witnesses that cosign; all columns of all rows are in attack-table.long.ts.
testAttacks(
  readers,
  attackRows().filter(({ attack }) => attack.endsWith('sider')),
);
