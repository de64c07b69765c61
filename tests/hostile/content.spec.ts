import { contentAttacks } from './attacks/content.js';
import { describeAttacks } from './attacks/table.js';

describeAttacks('a member that cheats, and a relay that helps', contentAttacks);
