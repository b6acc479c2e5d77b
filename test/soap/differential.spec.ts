import { differentialCase } from './differential-cases';

differentialCase(150);
