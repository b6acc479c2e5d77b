import { historyCases } from './history-cases';

historyCases(800, 100);
