import { fuzzCase } from './fuzz-cases';

fuzzCase(10_000);
