import { jsonFuzzCase } from './cases';

jsonFuzzCase(2_000);
