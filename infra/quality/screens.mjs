// Takes a picture of every screen of the web client, at 1440 and 390 pixels, light and dark: `npm run screens`. It is the
// walk of tests/e2e/web/screens.e2e.spec.ts, which also looks for what is wrong with them. With `-- --readme` the picture in
// README.md is renewed.
import { copyFileSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { showFaults } from './report.mjs';
import { runTests } from './run.mjs';

const FOLDER = resolve('dist/screens');
const README_PICTURE = { of: 'conversation-1440-light.png', to: 'infra/docs/conversation.png' };

rmSync(FOLDER, { recursive: true, force: true });
mkdirSync(FOLDER, { recursive: true });
process.env.COMITY_PICTURES = FOLDER;
const walk = await runTests('screens', ['e2e'], { shown: true, args: ['--testPathPatterns', 'tests/e2e/web/screens'] });
showFaults([walk]);
if (process.argv.includes('--readme')) copyFileSync(join(FOLDER, README_PICTURE.of), README_PICTURE.to);
console.log(`${readdirSync(FOLDER).length} pictures in ${FOLDER}`);
process.exitCode = walk.ok ? 0 : 1;
