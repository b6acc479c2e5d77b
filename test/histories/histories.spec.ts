import { historyCases } from './history-cases';

historyCases(300, 30);
