import { differentialCase } from './differential-cases';
import { times } from '../support/times';

differentialCase(times(2_000));
