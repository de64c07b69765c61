import { keyAttacks } from './attacks/keys.js';
import { describeAttacks } from './attacks/table.js';

describeAttacks('a relay that bends keys, wraps, grants and consents', keyAttacks);
