import { historyCases } from './history-cases';
import { times } from '../support/times';

historyCases(times(5_000), times(500));
