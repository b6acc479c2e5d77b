/** What a read model's rows repeat, so that they can be stored short. Another list needs another version of the projection. */
export interface RowWords {
  /** The fields of objects, each list in its order. */
  readonly shapes: readonly (readonly string[])[];
  readonly texts: readonly string[];
}

/** The fields of an object, each followed by `?` that may be absent: a shape for each way to have them. */
export function shapesOf(fields: string): string[][] {
  return fields.split(' ').reduce<string[][]>(
    (shapes, field) => {
      const name = field.replace('?', '');
      const withIt = shapes.map((shape) => [...shape, name]);
      return name === field ? withIt : [...shapes, ...withIt];
    },
    [[]],
  );
}

/** The names of all fields are words too, for objects that have them in another order. */
export function wordsFor(shapes: readonly string[][], texts: readonly string[]): RowWords {
  return { shapes, texts: [...new Set([...texts, ...shapes.flat()])] };
}

export const ASSERTION_SHAPES = [
  ...shapesOf('root extension'),
  ...shapesOf('at sent'),
  ...shapesOf(
    'assertionId assertionType scope patient careProviderId careUnitId employeeId? start end? ownerId',
  ),
  // With an end that came later.
  ...shapesOf(
    'assertionId assertionType scope patient careProviderId careUnitId employeeId? start ownerId end',
  ),
];

/** The kinds of personal identities are those that people have most. */
export const ASSERTION_TEXTS = [
  'Consent',
  'Emergency',
  'NationalLevel',
  '1.2.752.129.2.1.3.1',
  '1.2.752.129.2.1.3.3',
  '1.2.752.97.3.1.3',
  '2.16.578.1.12.4.1.4.1',
  '2.16.578.1.12.4.1.4.2',
];
