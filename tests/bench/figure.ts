/** One line of what the bench prints. */
export interface Figure {
  /** The workload that made it: what `--only` takes. */
  readonly workload: string;
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** What the same machine reached in the same run without the product, measured in the same way. */
  readonly limit?: { readonly name: string; readonly value: number };
  /** The figure divided by its limit. */
  readonly ratio?: number;
  /** In words; absent where there is none to reach. */
  readonly target?: string;
  /** Absent where it takes another server to judge. */
  readonly met?: boolean;
}

/** A figure measured beside its limit. */
export function beside(
  figure: Omit<Figure, 'limit' | 'ratio' | 'met'>,
  limit: { readonly name: string; readonly value: number },
  meets?: (ratio: number) => boolean,
): Figure {
  const ratio = figure.value / limit.value;
  return { ...figure, limit, ratio, ...(meets !== undefined && { met: meets(ratio) }) };
}
