/** What the demonstration is founded with. */
export type DemonstrationOptions = {
  /** Comity's data folder. */
  readonly dataDir: string;
  /** Takes one line of progress. */
  readonly report: (line: string) => void;
};

/** The processes beside the relay that a demonstration needs. */
export type Witnesses = { readonly urls: readonly string[]; stop(): Promise<void> };

/** Starts the witness that cosigns the logs, before the relay that asks it. No witness runs so far. */
export async function startWitnesses(options: DemonstrationOptions): Promise<Witnesses> {
  options.report('No witness is started.');
  return Promise.resolve({ urls: [], stop: async () => Promise.resolve() });
}

/**
 * Founds the demonstration network by the commands a person would use, once; a network that is there is left alone.
 * So far no network is founded.
 * @param origin of the relay, which is ready
 * @returns lines for the screen that says what is there
 */
export async function foundDemonstration(origin: string, options: DemonstrationOptions): Promise<readonly string[]> {
  options.report(`No demonstration network is founded at ${origin}.`);
  return Promise.resolve([]);
}
