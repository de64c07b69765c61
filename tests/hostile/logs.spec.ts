import { logAttacks } from './attacks/logs.js';
import { describeAttacks } from './attacks/table.js';

describeAttacks('a relay that bends its logs and the map', logAttacks);
