import { times } from '../support/times';
import { jsonFuzzCase } from './cases';

jsonFuzzCase(times(30_000));
