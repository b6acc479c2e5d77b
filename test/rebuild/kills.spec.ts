import { survivesKills } from './kill-cases';

survivesKills(2);
