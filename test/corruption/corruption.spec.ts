import { corruptionCases } from './corruption-cases';

corruptionCases(60);
