import { decisionsWords } from './decisions.words';
import { totalsText } from './totals-text';

const totals = { decisions: 7, granted: 4, emergencies: 1, denied: 2, refused: 1, employees: 3, patients: 2 };
const { sv } = decisionsWords;

it('says how many there are, and of which kinds', () => {
  const text = totalsText({ ...totals, isWhole: true }, sv);
  expect(text).toBe(
    'Frågor totalt: 7. Medarbetare: 3. Patienter: 2. Ja: 4, varav i nödsituationer: 1. Nej: 2. Nekade anrop: 1.',
  );
});

it('says that there may be more, where not everything was counted', () => {
  const text = totalsText({ ...totals, refused: 0, isWhole: false }, sv);
  expect(text).toContain(`Nej: 2. ${sv.totalsPart}`);
});
