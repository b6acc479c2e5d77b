import { differentialCase } from './differential-cases';

differentialCase(10_000);
