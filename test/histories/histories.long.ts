import { historyCases } from './history-cases';

historyCases(100_000, 100_000);
