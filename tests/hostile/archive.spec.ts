import { archiveAttacks } from './attacks/archive.js';
import { describeAttacks } from './attacks/table.js';

describeAttacks('what goes into an archive', archiveAttacks);
