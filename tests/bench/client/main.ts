import { answerCalls } from '../setting/child.js';
import { newClientCost, oldClientCost } from './directory-costs.js';
import { epochCosts } from './epochs.js';
import { firstScreen } from './first-screen.js';
import { fillDirectory, growDirectory } from './large-directory.js';
import { sealAndOpen } from './seal.js';
import { statementCost } from './statements.js';

/** A process of its own for what a client does, so that no server's garbage is collected in it. */
answerCalls({
  sealAndOpen,
  epochCosts,
  statementCost,
  firstScreen,
  fillDirectory,
  growDirectory,
  newClientCost,
  oldClientCost,
});
