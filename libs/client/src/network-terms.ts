import { Directory, statementHash, type NetworkTerms } from '#directory';
import { equalBytes } from '#primitives';
import { refuse } from './errors.js';

/**
 * The network's terms by its founding statement and its later ones, each signed as those before it ask.
 * @param network - statements from a file of that kind: untrusted
 * @param trusted - the id of the network that it must be, 32 bytes
 * @throws `export.terms`, `export.network`, or `pack.terms`, `pack.network`
 */
export function networkTerms(
  kind: 'export' | 'pack',
  network: readonly string[],
  trusted: Uint8Array | undefined,
): NetworkTerms {
  const unsigned = (cause?: unknown): never =>
    refuse(`${kind}.terms`, 'the statements about the network in this file are not signed as its founding asks', cause);
  const directory = Directory.empty();
  for (const statement of network) if (effectOf(directory, statement, unsigned) !== 'applied') unsigned();
  const terms = directory.latest.network() ?? unsigned();
  if (trusted !== undefined && !equalBytes(terms.networkId, trusted))
    refuse(`${kind}.network`, 'this file is of another network than the one that is trusted');
  return terms;
}

function effectOf(directory: Directory, statement: string, unsigned: (cause: unknown) => never): string {
  try {
    return directory.append({ subject: 'network', statementHash: statementHash(statement), statement }).effect;
  } catch (error) {
    return unsigned(error);
  }
}
