import { knownHosts } from './host-header';

const isKnown = knownHosts(['Consents.example.com']);

it.each([
  undefined,
  'localhost',
  'LOCALHOST:3000',
  'portal.localhost:3100',
  '127.0.0.1:3000',
  '10.1.2.3',
  '[::1]:3000',
  '[fe80::1]',
  'consents.example.com',
  'consents.example.com:443',
  'consents.example.com.:443',
])('answers for %p', (header) => {
  expect(isKnown(header)).toBe(true);
});

it.each([
  '',
  'attacker.example',
  'attacker.example:3000',
  'consents.example.com.attacker.example',
  'localhost.attacker.example',
  'notlocalhost',
  '127.0.0.1.attacker.example:3000',
  '127.0.0.1@attacker.example',
  '[attacker.example]',
])('does not answer for %p', (header) => {
  expect(isKnown(header)).toBe(false);
});
