import { frameAttacks } from './attacks/frames.js';
import { describeAttacks } from './attacks/table.js';

describeAttacks('a relay that bends the sequence of frames', frameAttacks);
