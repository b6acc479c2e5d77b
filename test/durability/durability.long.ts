import { killCase } from './kill-cases';
import { unexpectedEndCase } from './unexpected-ends';
import { times } from '../support/times';

killCase(times(10));
unexpectedEndCase(times(50));
