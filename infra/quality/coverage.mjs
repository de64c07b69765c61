// The code that decides whom to believe is covered line by line and branch by branch, by unit tests of these libs alone.
import { readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

/** The files of a door: itself and what it imports from beside it. */
function behind(door, found = new Set()) {
  if (found.has(door)) return found;
  found.add(door);
  for (const [, path] of readFileSync(door, 'utf8').matchAll(/from '(\.[^']+)\.js'/g))
    behind(join(dirname(door), `${path}.ts`), found);
  return found;
}

/** What must be covered completely, as globs for Jest. */
export const COVERED = [
  'libs/{tlog,directory,roster,consultation}/src/**/*.ts',
  ...behind('libs/crypto/src/verify.ts'),
  '!**/*.spec.ts',
];

/** The unit tests that cover it, as a glob. */
export const COVERING = 'libs/{crypto,tlog,directory,roster,consultation}/src/**/*.spec.ts';

/** Places that no test reached, `file:line` each, from Jest's coverage-final.json. */
export function uncovered(file) {
  let coverage;
  try {
    coverage = JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return ['no coverage was measured'];
  }
  return Object.values(coverage).flatMap(({ path, s, statementMap, b, branchMap, f, fnMap }) => {
    const lines = new Set();
    for (const [id, times] of Object.entries(s)) if (times === 0) lines.add(statementMap[id].start.line);
    for (const [id, times] of Object.entries(f)) if (times === 0) lines.add(fnMap[id].loc.start.line);
    for (const [id, arms] of Object.entries(b)) {
      arms.forEach((times, arm) => {
        if (times === 0) lines.add(branchMap[id].locations[arm].start.line ?? branchMap[id].loc.start.line);
      });
    }
    return [...lines].sort((a, b) => a - b).map((line) => `${relative(process.cwd(), path)}:${line}`);
  });
}
