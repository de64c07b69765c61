import { verifyPack, type VerifiedPack } from '#client';
import { toBase64url, toHex } from '#primitives';
import { safeLine, print, table, type Io } from './io.js';
import { timeOf } from './time.js';

/**
 * Checks an oversight pack, or the proof of one leaf, with nothing but its text, and says what it proves and what not.
 * @param trusted - the network that it must be of
 * @throws `pack.*` with the first place where something does not hold
 */
export function checkPack(io: Io, text: string, trusted: Uint8Array | undefined): void {
  const pack = verifyPack(text, trusted);
  print(io, packLines(io, pack, trusted !== undefined), packDocument(pack, trusted !== undefined));
}

/** What a pack holds and proves, in lines. */
export function packLines(io: Io, pack: VerifiedPack, isTrusted: boolean): string[] {
  const { network, checkpoint, witnesses, directory, from, to, kinds, leaves } = pack;
  const signed = witnesses.flatMap(({ name, at }) => (at === undefined ? [] : [`${name} ${timeOf(at, io)}`]));
  const beyond = checkpoint.size - to;
  const opened = leaves.filter((leaf) => Object.keys(leaf.opened).length > 0).length;
  return [
    `network     ${safeLine(network.name)} ${toBase64url(network.id)}`,
    `leaves      #${String(from)} to #${String(to - 1)}, ${kinds === undefined ? 'none left out between' : `of these kinds alone: ${kinds.map(safeLine).join(', ')}`}: ${String(leaves.length)}, of which ${String(opened)} are opened`,
    `checkpoint  ${String(checkpoint.size)} leaves, root ${toHex(checkpoint.root)}, confirmed at ${timeOf(checkpoint.at, io)}`,
    `witnesses   ${signed.join(', ')}`,
    ...(directory === undefined
      ? []
      : [`directory   ${String(directory.size)} entries, confirmed at ${timeOf(directory.at, io)}`]),
    ...table([...countsOf(pack)].map(([type, count]) => [`  ${safeLine(type)}`, String(count)])),
    `These leaves stood at these places no later than ${timeOf(checkpoint.at, io)}, when the network's witnesses confirmed the record${beyond > 0 ? `, which goes on for ${String(beyond)} more` : ''}. That what they say is so is the relay's word.`,
    ...(kinds === undefined
      ? []
      : ['! That no other leaf between is of these kinds is the word of whoever made the file.']),
    ...(isTrusted
      ? []
      : [
          '! Nobody compared the network: give --trust with an invitation, a founding statement or the token file of an auditor, or compare the first line.',
        ]),
  ];
}

/** The same for programs. */
export function packDocument(pack: VerifiedPack, isTrusted: boolean): object {
  const { network, checkpoint, witnesses, directory, from, to, kinds, leaves } = pack;
  const { size, at } = checkpoint;
  return {
    event: 'pack',
    holds: true,
    trusted: isTrusted,
    networkId: toBase64url(network.id),
    checkpoint: { size, root: toBase64url(checkpoint.root), at },
    witnesses,
    ...(directory === undefined ? {} : { directory: { size: directory.size, at: directory.at } }),
    from,
    to,
    ...(kinds === undefined ? {} : { kinds }),
    leaves: leaves.map(({ text, ...leaf }) => ({ ...leaf, leaf: text })),
  };
}

function countsOf({ leaves }: VerifiedPack): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { type = '(not readable)' } of leaves) counts.set(type, (counts.get(type) ?? 0) + 1);
  return counts;
}
