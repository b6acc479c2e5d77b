import { stalenessCases } from './staleness-cases';

stalenessCases(10_000);
