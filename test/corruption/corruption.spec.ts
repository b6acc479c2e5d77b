import { corruptionCases } from './corruption-cases';

corruptionCases(26);
