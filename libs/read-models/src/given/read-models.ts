import type { ConsentEvent, ReadableEvent } from '#consent';
import { history } from '#consent/given';
import type { CareProviderRow } from '../care-provider/care-provider.projection';
import { careProviderProjection } from '../care-provider/care-provider.projection';
import type { CheckRow } from '../check/checked-place';
import { checkProjection } from '../check/check.projection';
import type { PatientRow } from '../patient/patient.projection';
import { patientProjection } from '../patient/patient.projection';
import type { Projection } from '../projection';
import type { MemoryRows } from './memory-rows';
import { memoryRows } from './memory-rows';

/** Every read model, following the same history. */
export interface ReadModels {
  readonly check: MemoryRows<CheckRow>;
  readonly patient: MemoryRows<PatientRow>;
  readonly careProvider: MemoryRows<CareProviderRow>;
  apply(...events: readonly ReadableEvent[]): void;
}

export function emptyReadModels(): ReadModels {
  const check = memoryRows<CheckRow>();
  const patient = memoryRows<PatientRow>();
  const careProvider = memoryRows<CareProviderRow>();
  return {
    check,
    patient,
    careProvider,
    apply: (...events) => {
      for (const recorded of events) {
        project(checkProjection, recorded, check);
        project(patientProjection, recorded, patient);
        project(careProviderProjection, recorded, careProvider);
      }
    },
  };
}

function project<Row>(projection: Projection<Row>, recorded: ReadableEvent, rows: MemoryRows<Row>): void {
  rows.apply(projection.apply(recorded, rows));
}

/** The read models after these events, recorded at the positions 1, 2, 3 … */
export function given(...events: readonly ConsentEvent[]): ReadModels {
  const models = emptyReadModels();
  models.apply(...history(...events));
  return models;
}
