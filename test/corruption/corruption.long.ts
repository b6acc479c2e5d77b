import { corruptionCases } from './corruption-cases';
import { times } from '../support/times';

corruptionCases(times(300));
