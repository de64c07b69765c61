import type { Figure } from './figure.js';
import type { Machine } from './setting/machine.js';

/** Everything that a run found. */
export interface Report {
  readonly machine: Machine | undefined;
  readonly sizes: 'targets' | 'quick' | 'full';
  readonly figures: readonly Figure[];
  /** Workloads that did not run, with the reason. */
  readonly failed: readonly { readonly workload: string; readonly reason: string }[];
}

/** The report as a table for people. */
export function asTable({ machine, sizes, figures, failed }: Report): string {
  const rows = figures.map((figure) => [
    figure.name,
    `${shown(figure.value)} ${figure.unit}`.replace(' /s', '/s'),
    figure.limit === undefined ? '' : `${shown(figure.limit.value)} (${figure.limit.name})`,
    figure.ratio === undefined ? '' : figure.ratio.toFixed(2),
    figure.target ?? '',
    verdictOf(figure, sizes),
  ]);
  const header = ['figure', 'measured', 'limit in the same run', 'ratio', 'target', ''];
  const lines = [header, ...rows];
  const widths = header.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  const text = lines.map((line) =>
    line
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  const missed = figures.filter(({ met }) => met === false).length;
  return [
    ...(machine === undefined ? [] : machineLines(machine)),
    `sizes: ${sizes}${sizes === 'quick' ? ' (too small to judge anything by)' : ''}`,
    'compared with: bare socket.io, a bare insert and a bare select on this machine in this run; no other server was run,',
    'so that targets that name one are "to compare": tests/bench/driver.mjs gives it the same workloads',
    '',
    ...text,
    '',
    ...failed.map(({ workload, reason }) => `NOT RUN  ${workload}: ${reason}`),
    `${figures.filter(({ met }) => met === true).length} met, ${missed} missed, ${failed.length} not run`,
  ].join('\n');
}

function machineLines(machine: Machine): string[] {
  const { node, cpu, cores, memoryGiB, system, loadBefore, postgres, fsync, synchronousCommit } = machine;
  return [
    `Node ${node}, ${cores} x ${cpu}, ${memoryGiB} GiB, ${system}, load before ${loadBefore}`,
    `PostgreSQL ${postgres}, fsync ${fsync}, synchronous_commit ${synchronousCommit}`,
  ];
}

function verdictOf({ met, target }: Figure, sizes: Report['sizes']): string {
  if (sizes === 'quick') return '';
  if (met !== undefined) return met ? 'met' : 'MISSED';
  return target === undefined ? '' : 'to compare';
}

function shown(value: number): string {
  const digits = value >= 100 ? 0 : value >= 10 ? 1 : 3;
  return value.toLocaleString('en', { maximumFractionDigits: digits });
}
