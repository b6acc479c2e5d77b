import { fuzzCase } from './fuzz-cases';

fuzzCase(1_000_000);
