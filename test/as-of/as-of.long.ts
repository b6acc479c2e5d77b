import { asOfCases } from './as-of-cases';
import { times } from '../support/times';

describe('a question about another time', () => asOfCases(times(3_000), times(300)));
