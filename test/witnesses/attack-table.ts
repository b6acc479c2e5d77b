import { pageAt, tableUnder } from '../support/pages';
import { attacks } from './attacks';
import type { Detector } from './detectors';
import { WitnessedLedger } from './witnessed-ledger';

const FOUND = { yes: true, no: false } as const;

/** A row of the table of attackers in docs/evidence.md. */
export interface AttackRow {
  /** What is done, and by whom. */
  readonly attack: string;
  /** What each column says. */
  readonly finds: Readonly<Record<string, string>>;
}

const columns = ['`verify`', 'Kept', 'Start', 'Witness', 'Quorum', 'Compared'];

/** The table as people read it. */
export const attackRows = (): AttackRow[] =>
  tableUnder('Who finds what', pageAt('docs/evidence.md'))
    .filter(([, , first]) => first !== undefined && first in FOUND)
    .map(([what, who, ...cells]) => ({
      attack: `${what}, ${who}`,
      finds: Object.fromEntries(columns.map((column, at) => [column, cells[at]!])),
    }));

/** Carries out the attacks of these rows, and holds what these find against what the table says. */
export function testAttacks(
  detectors: Readonly<Record<string, Detector>>,
  rows: readonly AttackRow[] = attackRows(),
): void {
  let ledger: WitnessedLedger;
  beforeAll(async () => (ledger = await WitnessedLedger.make()));
  afterAll(() => ledger.remove());

  it.each(rows)('$attack: what finds it is what the table says', async ({ attack, finds }) => {
    const attacked = await attacks[attack]!(ledger, 'attacked');
    const found: Record<string, string> = {};
    for (const [column, detect] of Object.entries(detectors))
      found[column] = (await detect(attacked, ledger)) ? 'yes' : 'no';
    const said = Object.keys(detectors).map((column) => [column, finds[column]]);
    expect(found).toEqual(Object.fromEntries(said));
  });

  it('nothing is found before an attack', async () => {
    const honest = { environment: await ledger.copy('honest', 'attacked') };
    for (const [column, detect] of Object.entries(detectors))
      expect([column, await detect(honest, ledger)]).toEqual([column, false]);
  });
}
