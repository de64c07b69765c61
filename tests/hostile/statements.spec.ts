import { statementAttacks } from './attacks/statements.js';
import { describeAttacks } from './attacks/table.js';

describeAttacks('a relay that forges statements and rosters', statementAttacks);
