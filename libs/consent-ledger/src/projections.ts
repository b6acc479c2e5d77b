import { careProviderProjection, checkProjection, patientProjection, type Projection } from '#read-models';

/** Every question's projection, as the storage of read models takes them: it does not look into their rows. */
export const projections = [
  checkProjection,
  patientProjection,
  careProviderProjection,
] as readonly Projection<unknown>[];
