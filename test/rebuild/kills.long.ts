import { survivesKills } from './kill-cases';

survivesKills(25);
