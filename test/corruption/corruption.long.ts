import { corruptionCases } from './corruption-cases';

corruptionCases(1000);
