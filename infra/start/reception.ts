import { fromBase64url, toHex } from '#primitives';
import { approveWords } from './approval.js';
import { demonstrationLines } from './demonstration-screen.js';
import { readInvitations } from './invitations.js';
import { serveShortLinks } from './short-links.js';
import { welcomeInvitees } from './welcome.js';
import { canAsk, promptInTerminal } from './words-prompt.js';

/** What the reception of a demonstration is opened with. */
export type ReceptionOptions = {
  readonly folder: string;
  readonly origin: string;
  /** Whether the relay serves the web client. */
  readonly web: boolean;
  /** Takes one line for the person who started it. */
  readonly report: (line: string) => void;
  /** Ends all of it. */
  readonly stopping: AbortSignal;
};

/** Receives whoever signs in to the demonstration by a browser: short addresses, the prompt for the six words, the welcome. */
export class Reception {
  constructor(private readonly options: ReceptionOptions) {}

  /** Begins to receive. @returns lines for the screen */
  async open(): Promise<readonly string[]> {
    const { folder, origin, web, report, stopping } = this.options;
    if (!web) return demonstrationLines(folder);
    const invitations = await readInvitations(folder, origin);
    const links = new Map(
      invitations.flatMap(({ slug, link, device }) => (device === undefined ? [[slug, link] as const] : [])),
    );
    const to = await serveShortLinks(links, Number(new URL(origin).port) + 1, stopping);
    // A demonstration in which nobody is welcomed is one all the same.
    welcomeInvitees({ folder, origin, report, signal: stopping }).catch(() => undefined);
    const doors = invitations.map((one) => ({ ...one, address: links.has(one.slug) ? `${to}/${one.slug}` : origin }));
    return demonstrationLines(folder, { doors, network: await networkOf(origin), asks: canAsk() });
  }

  /** Asks for six words in the terminal, as often as they come. To be called below the screen. */
  ask(): void {
    const { folder, web, report, stopping } = this.options;
    if (!web) return;
    const act = async (words: string): Promise<string> => approveWords(folder, words);
    promptInTerminal({ question: 'Six words of a device to approve:', act, report, stopping });
  }
}

/** The id of the network that a relay serves, in hexadecimal digits. */
async function networkOf(origin: string): Promise<string> {
  const { networkId } = (await (await fetch(`${origin}/v1/network`)).json()) as { readonly networkId: string };
  return toHex(fromBase64url(networkId));
}
