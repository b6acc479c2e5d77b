import { stalenessCases } from './staleness-cases';
import { times } from '../support/times';

stalenessCases(times(2_000));
