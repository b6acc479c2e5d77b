import { faultOfFreeText, REASON_MAX_LENGTH } from './free-text';

it.each([
  ['', null],
  ['Patienten har ändrat sig.', null],
  ['x'.repeat(REASON_MAX_LENGTH), null],
  ['😀'.repeat(REASON_MAX_LENGTH), null],
  ['x'.repeat(REASON_MAX_LENGTH + 1), 'too-long'],
  ['😀'.repeat(REASON_MAX_LENGTH + 1), 'too-long'],
  ['Gäller mamman 191212121212', 'holds-identity'],
  ['Gäller mamman 121212-1212.', 'holds-identity'],
  ['Gjelder 02836210088', 'holds-identity'],
  ['Ärende 2026-000417', null],
])('of the text "%.40s" the rule says %s', (text, fault) => {
  expect(faultOfFreeText(text)).toBe(fault);
});
