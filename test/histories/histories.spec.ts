import { historyCases } from './history-cases';

historyCases(100, 10);
