export {
  FEW_EMERGENCIES,
  MANY_PATIENTS,
  OVERSEEN_DAYS,
  oversightOf,
  type DayOfDecisions,
  type ManyPatients,
  type Oversight,
  type UnitEmergencies,
} from './oversight';
