import { holdsPersonIdentity } from '#consent';
import { seedTable } from '../../apps/api/src/contracts/seed-table.cases';
import { allCases, contractsOf, persons, Scene, stepsOf } from '../../apps/conformance/src/cases';
import { kitContract, kitContracts } from '../../apps/conformance/src/contracts';
import { NotExpressible, writeMessage } from '#contract-doors';

const scene = new Scene(
  { careProviderId: 'SE165565594230-2000', careUnitId: null, employeeId: 'SE165565594230-20A1' },
  Date.parse('2026-03-02T11:00:00Z'),
);

it('has a case for every bullet of the table of response codes', () => {
  const inTable = seedTable.flatMap(({ cases }) => cases.flatMap(({ bullet }) => bullet ?? []));
  const proved = allCases.flatMap(({ source }) => (source.kind === 'row' ? source.row : []));
  expect(new Set(proved)).toEqual(new Set(inTable));
  expect(new Set(proved).size).toBe(115);
});

it('names every case once, by its contract', () => {
  expect(new Set(allCases.map(({ id }) => id)).size).toBe(allCases.length);
  for (const { id, contract } of allCases) {
    const [prefix, ...rest] = id.split('.');
    expect([id, prefix]).toEqual([id, kitContract(contract).prefix]);
    expect(rest.length).toBeGreaterThan(0);
  }
});

it('tests every contract', () => {
  expect(new Set(allCases.flatMap(contractsOf))).toEqual(new Set(kitContracts.map(({ name }) => name)));
});

const isExpressible = (one: (typeof allCases)[number]): boolean =>
  one.when.some(({ contract, request }) => {
    const { name, request: elements } = kitContract(contract);
    try {
      writeMessage({ name, elements, messageNamespace: 'm', typesNamespace: 't' }, request(scene));
      return true;
    } catch (error) {
      if (error instanceof NotExpressible) return false;
      throw error;
    }
  });

it('says something over SOAP in every case', () => {
  expect(allCases.filter((one) => !isExpressible(one))).toEqual([]);
});

it('sends no identity but those of the test persons, in whatever form', () => {
  const own = [...Object.values(persons).map(({ extension }) => extension), '19121212-1212'];
  for (const step of allCases.flatMap(stepsOf)) {
    const sent = JSON.stringify(step.request(scene));
    const rest = own.reduce((text, extension) => text.replaceAll(extension, ''), sent);
    expect([step.what, holdsPersonIdentity(rest)]).toEqual([step.what, false]);
  }
});
