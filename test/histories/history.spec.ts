import fc from 'fast-check';
import { histories, type Register } from './history';

/** What a property is shown decides what it can find: the edges must be among it, whatever the seed. */
describe('generated histories', () => {
  const sample = fc.sample(histories, 2000);
  const registrations = sample.flatMap(({ steps }) =>
    steps.filter((step): step is Register => step.what === 'register'),
  );

  it.each(['employee', 'start', 'end', 'guardian'] as const)('state the %s often, and often not', (field) => {
    const stated = registrations.filter((registration) => registration[field] !== null).length;
    expect(stated).toBeGreaterThan(registrations.length / 4);
    expect(stated).toBeLessThan((registrations.length * 3) / 4);
  });

  it('ask at the very instant at which a consent ends', () => {
    const onEdge = sample.filter(({ steps, askedAt }) =>
      steps.some((step) => step.what === 'register' && step.end !== null && step.end * 1000 === askedAt),
    );
    expect(onEdge.length).toBeGreaterThan(20);
  });
});
