import { historyCases } from './history-cases';

historyCases(400, 100);
