import { attachmentAttacks } from './attacks/attachments.js';
import { describeAttacks } from './attacks/table.js';

describeAttacks('a relay that alters files', attachmentAttacks);
