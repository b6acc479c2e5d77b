import { survivesKills } from './kill-cases';
import { times } from '../support/times';

survivesKills(times(10));
