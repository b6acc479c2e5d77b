import { admittingTestPersons, standardKinds } from '#consent';
import { personOf, securityLevelOf } from './claims';

const PID = 'helseid://claims/identity/pid';
const LEVEL = 'helseid://claims/identity/security_level';

it.each([
  ['29023650078', '2.16.578.1.12.4.1.4.1'],
  ['69023650061', '2.16.578.1.12.4.1.4.2'],
])('takes %s for the kind that it is', (pid, root) => {
  expect(personOf({ [PID]: pid }, standardKinds)).toEqual({ root, extension: pid });
});

it.each([undefined, '', '29023650079', '191212121212', 29023650078, ['29023650078'], ' 29023650078'])(
  'takes %j for nobody',
  (pid) => {
    expect(personOf({ [PID]: pid, sub: '29023650078' }, standardKinds)).toBeNull();
  },
);

it('takes a test person where this installation does', () => {
  const claims = { [PID]: '15757610180' };
  expect(personOf(claims, standardKinds)).toBeNull();
  expect(personOf(claims, standardKinds.map(admittingTestPersons))?.extension).toBe('15757610180');
});

it('reads the security level', () => {
  expect(['3', '4'].map((level) => securityLevelOf({ [LEVEL]: level }))).toEqual([3, 4]);
});

it.each([undefined, '', 'high', '4.5', '44', 4, ['4'], null])('never takes %j for enough', (level) => {
  expect(securityLevelOf({ [LEVEL]: level })).toBe(0);
});
