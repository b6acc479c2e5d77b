import { asOfCases } from './as-of-cases';

describe('a question about another time', () => asOfCases(300, 30));
