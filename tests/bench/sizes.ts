import type { DirectorySize } from './client/large-directory.js';

/** How large each workload is. Times are seconds. */
export interface Sizes {
  readonly pairs: number;
  readonly outstanding: readonly number[];
  readonly warmUp: number;
  readonly seconds: number;
  readonly latencySeconds: number;
  readonly members: readonly number[];
  /** Deliveries that a fan-out is measured over, at least. */
  readonly deliveries: number;
  readonly archive: number;
  readonly idle: readonly number[];
  /** How long idle sockets are left alone before they are weighed. */
  readonly settling: number;
  readonly stored: readonly number[];
  readonly sealings: number;
  readonly rosters: readonly number[];
  readonly statements: number;
  readonly directory: DirectorySize;
}

/** The sizes at which the figures are compared with their targets. */
export const TARGET_SIZES: Sizes = {
  pairs: 50,
  outstanding: [1, 8, 32],
  warmUp: 2,
  seconds: 6,
  latencySeconds: 15,
  members: [10, 100, 1000],
  deliveries: 100_000,
  archive: 10_000,
  idle: [1000, 10_000],
  settling: 6,
  stored: [10_000, 100_000],
  sealings: 5000,
  rosters: [10, 100, 500, 1000],
  statements: 20_000,
  directory: { authorities: 400, officers: 4000, devices: 8000, statements: 30_000 },
};

/** With `--full`: what takes a quarter of an hour and some 20 GB of disk. */
export const FULL_SIZES: Sizes = { ...TARGET_SIZES, stored: [10_000, 1_000_000, 10_000_000] };

/** With `--quick`: everything runs, nothing is judged by it. */
export const QUICK_SIZES: Sizes = {
  pairs: 5,
  outstanding: [1, 8],
  warmUp: 0.2,
  seconds: 0.5,
  latencySeconds: 1,
  members: [10, 20],
  deliveries: 1000,
  archive: 600,
  idle: [50],
  settling: 0.5,
  stored: [1000, 2000],
  sealings: 200,
  rosters: [10, 50],
  statements: 500,
  directory: { authorities: 8, officers: 80, devices: 160, statements: 600 },
};
