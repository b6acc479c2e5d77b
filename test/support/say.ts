/** Prints what was measured, in one line. */
export const say = (what: string, figures: object): void => {
  const listed = Object.entries(figures).map(([name, value]) => `${name} ${String(value)}`);
  process.stdout.write(`${what}: ${listed.join(', ')}\n`);
};
