// What people and CI read of a run.

/** Checks count one each, tests as many as there are. */
export function totals(outcomes) {
  return outcomes.reduce(
    (sum, { ok, passed, failed }) => ({
      passed: sum.passed + (passed ?? (ok ? 1 : 0)),
      failed: sum.failed + (failed ?? (ok ? 0 : 1)),
    }),
    { passed: 0, failed: 0 },
  );
}

/** What failed, and what the failing program said. */
export function showFaults(outcomes) {
  for (const { name, ok, output, failures } of outcomes) {
    if (ok) continue;
    console.log(`\n--- ${name} ${'-'.repeat(Math.max(3, 70 - name.length))}`);
    if (output.trim() !== '') console.log(output.trim());
    for (const failure of failures ?? []) console.log(`failed: ${failure}`);
  }
}

/** One line an outcome: what, whether, how many, how long. */
export function showTable(title, outcomes) {
  console.log(`\n${title}`);
  for (const { name, ok, passed, failed, seconds } of outcomes) {
    const count = passed === undefined ? '' : `${passed} passed${failed > 0 ? `, ${failed} failed` : ''}`;
    const time = seconds >= 0.05 ? `${seconds.toFixed(1)} s` : '';
    console.log(`  ${ok ? 'ok    ' : 'FAILED'}  ${name.padEnd(20)} ${time.padStart(8)}  ${count}`.trimEnd());
  }
}

/** One line a span: what took how many seconds. */
export function showTimes(spans) {
  console.log('\ntime');
  for (const [name, seconds] of spans) console.log(`  ${`${(seconds / 60).toFixed(1)} min`.padStart(8)}  ${name}`);
}
