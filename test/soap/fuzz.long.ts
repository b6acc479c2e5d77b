import { fuzzCase } from './fuzz-cases';
import { times } from '../support/times';

fuzzCase(times(200_000));
