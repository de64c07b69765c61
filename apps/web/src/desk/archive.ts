import {
  archiveDeclaration,
  archiveEnd,
  archiveOpeningAct,
  declaredHolder,
  declaredHolders,
  formatHolderFile,
  formatStatementFile,
  inTheLog,
  newHolderSeed,
  openHolderFile,
  fingerprintOf,
  parseHolderFile,
  statementSigner,
  withSignature,
  type Client,
  type HolderFile,
  type KeptRelease,
  type RecoveryProgress,
  type StatementFile,
} from '#client';
import {
  holderKeys,
  holderLineFault,
  holderLines,
  readHolderLines,
  type HolderKeys,
  type HolderLineFault,
} from '#crypto';
import { archiveInForce, bodyHash } from '#directory';
import { CodedError, codeOf, toBase64url } from '#primitives';
import type {
  ArchiveDesk,
  ArchiveView,
  ArchiveWish,
  GivenFile,
  HolderSource,
  OwnHolder,
  PaperKey,
  RecoveryRequest,
  RecoveryResult,
  RecoveryView,
  TextFile,
} from './api/archive.js';
import type { Confirmed } from './api/devices.js';
import type { StatementLine } from './api/signatures.js';
import { archiveOpening, givenFile } from './archive-files.js';
import type { Changes } from './changes.js';
import type { Browser } from './environment.js';
import { conversationOf } from './ids.js';
import { personOfDevice } from './names.js';
import { statementLine } from './signatures.js';

const RECOVERY = ['directory', 'recovery'] as const;

interface Running {
  progress: RecoveryProgress | null;
  readonly signal: { aborted: boolean };
}

/** The archive of one's own authority, and recovery from it, over the signed-in client. */
export class ArchiveViews implements ArchiveDesk {
  #running: Running | undefined;

  constructor(
    private readonly signedIn: () => Client,
    private readonly changes: Changes,
    private readonly browser: Pick<Browser, 'timers'>,
  ) {}

  async standing(): Promise<ArchiveView> {
    const client = this.signedIn();
    const authority = client.directory.latest.authority(client.identity.authority);
    const inForce = authority && archiveInForce(authority);
    const own = await client.archive.kept.holder();
    return {
      inForce: inForce && {
        k: inForce.k,
        holders: declaredHolders(client.directory.latest, client.identity.authority).map((holder, i) => ({
          place: i + 1,
          isPaper: holder.paper,
          isHere: own !== undefined && fingerprintOf(holder) === fingerprintOf(declaredHolder(own, false)),
          fingerprint: fingerprintOf(holder),
        })),
      },
      earlier: (authority?.archives ?? [])
        .filter((archive) => archive.n > 0 && archive !== inForce)
        .map(({ id, k, n }) => ({ id, k, n }))
        .toReversed(),
      openings: (authority?.openings ?? []).toReversed().map(({ index, device, scope }) => ({
        index,
        officer: personOfDevice(client, device),
        device,
        conversations: scope === 'all' ? undefined : scope.length,
      })),
      holder: own && this.holderFile(client, own),
    };
  }

  async makeHolder(): Promise<OwnHolder> {
    const client = this.signedIn();
    const made = this.holderFile(client, await client.archive.kept.madeHolder());
    this.changes.say(['directory']);
    return made;
  }

  makePaper(): Promise<PaperKey> {
    const seed = newHolderSeed();
    const declared = declaredHolder(holderKeys(seed), true);
    return Promise.resolve({
      lines: holderLines(seed),
      fingerprint: fingerprintOf(declared),
      declared: formatHolderFile(declared),
    });
  }

  lineFaults(lines: readonly string[]): Promise<readonly (HolderLineFault | null)[]> {
    return Promise.resolve(lines.map((line, i) => holderLineFault(line, i + 1) ?? null));
  }

  readHolder(text: string): Promise<{ readonly fingerprint: string; readonly isPaper: boolean }> {
    return Promise.resolve().then(() => {
      const holder = parseHolderFile(text);
      return { fingerprint: fingerprintOf(holder), isPaper: holder.paper };
    });
  }

  async declare({ k, kept, added }: ArchiveWish): Promise<StatementLine> {
    const { directory, identity } = this.signedIn();
    const before = declaredHolders(directory.latest, identity.authority);
    const staying = kept.flatMap((place): HolderFile[] => before.slice(place - 1, place));
    const act = archiveDeclaration(k, [...staying, ...added.map(parseHolderFile)]);
    return this.declared(act);
  }

  end(): Promise<StatementLine> {
    return this.declared(archiveEnd());
  }

  async open(conversations: readonly string[] | 'all', earlier?: string): Promise<TextFile> {
    const { administration, directory, identity } = this.signedIn();
    await directory.sync();
    const scope = conversations === 'all' ? conversations : conversations.map(conversationOf);
    const { authority, device } = identity;
    const act = archiveOpeningAct(directory.latest, { authority, device, scope, archive: earlier });
    return statementFile(await administration.unsigned(act), 'archive-opening.json');
  }

  async read(text: string): Promise<GivenFile> {
    const client = this.signedIn();
    // What it says of the log is said by the newest that can be had; offline, by what is held.
    await client.directory.sync().catch(() => undefined);
    return givenFile(client, text);
  }

  async sign(text: string, source: HolderSource): Promise<TextFile> {
    const client = this.signedIn();
    const { statement, body } = archiveOpening(client, text);
    const { signature } = await this.keysOf(client, source);
    const { authority } = client.identity;
    const archive = client.directory.latest.authority(authority)?.archives.find(({ id }) => id === body.archive);
    if (archive?.signers.includes(toBase64url(signature.publicKey)) !== true)
      throw new CodedError('archive.holder', 'this key is not one of a holder of the archive that is to be opened');
    const signed = withSignature(client.identity.networkId, statement, statementSigner(signature));
    return statementFile(signed, 'archive-opening.json');
  }

  async submit(text: string): Promise<Confirmed> {
    const client = this.signedIn();
    const { statement, body } = archiveOpening(client, text);
    await client.administration.submit(statement);
    const id = toBase64url(bodyHash(body));
    const confirmed = await inTheLog(client.directory, this.browser.timers, (latest) => {
      const { openings = [] } = latest.authority(client.identity.authority) ?? {};
      return openings.some((one) => one.id === id);
    });
    this.changes.say(['directory'], ['trust']);
    return { confirmed };
  }

  async recovery(): Promise<RecoveryView | null> {
    const client = this.signedIn();
    try {
      const { opening, archive } = client.archive.opened();
      if (opening.device !== client.identity.device) return null;
      const released = await client.archive.kept.releases(opening.id);
      const unread = await client.archive.unread();
      return {
        k: archive.k,
        n: archive.n,
        released: released.map(({ place, shares }) => ({ place, shares: shares.length })),
        conversations: unread.size,
        epochs: [...unread.values()].reduce((sum, count) => sum + count, 0),
      };
    } catch (error) {
      if (codeOf(error) !== 'archive.unopened') throw error;
      return null;
    }
  }

  async request(): Promise<RecoveryRequest> {
    const { archive } = this.signedIn();
    const { text, request, conversations, lost, absent } = await archive.request();
    return {
      file: { name: 'archive-request.json', text },
      conversations: conversations.length,
      epochs: new Set(request.epochs.map(({ statement }) => statement)).size,
      lost: lost.length,
      absent: absent.length,
    };
  }

  async release(
    text: string,
    source: HolderSource,
  ): Promise<TextFile & { readonly shares: number; readonly refused: number }> {
    const client = this.signedIn();
    // An opening may have been stated since this device looked.
    await client.directory.sync();
    const released = await client.archive.release(text, await this.keysOf(client, source));
    const { place, shares } = released.release;
    const name = `archive-shares-${String(place)}.json`;
    return { name, text: released.text, shares: shares.length, refused: released.refused };
  }

  async keep(text: string): Promise<KeptRelease> {
    const kept = await this.signedIn().archive.kept.keep(text);
    this.changes.say(RECOVERY);
    return kept;
  }

  async recover(): Promise<RecoveryResult> {
    const client = this.signedIn();
    await this.stop();
    const running: Running = { progress: null, signal: { aborted: false } };
    this.#running = running;
    try {
      const { epochs, messages, left, missing } = await client.archive.recoverKept({
        signal: running.signal,
        onProgress: (progress) => {
          running.progress = progress;
          this.changes.say(['archive']);
        },
      });
      const why: Partial<Record<(typeof missing)[number]['why'], number>> = {};
      for (const one of missing) why[one.why] = (why[one.why] ?? 0) + 1;
      return { epochs, messages, left, missing: why };
    } finally {
      if (this.#running === running) this.#running = undefined;
      const conversations = await client.conversations();
      this.changes.say(RECOVERY, ['inbox'], ...conversations.map(({ id }) => ['conversations', id] as const));
    }
  }

  progress(): Promise<RecoveryProgress | null> {
    return Promise.resolve(this.#running?.progress ?? null);
  }

  stop(): Promise<void> {
    if (this.#running !== undefined) this.#running.signal.aborted = true;
    return Promise.resolve();
  }

  private async declared(act: ReturnType<typeof archiveEnd>): Promise<StatementLine> {
    const client = this.signedIn();
    const line = statementLine(client, await client.carried.declare(act));
    this.changes.say(['signatures']);
    return line;
  }

  private holderFile({ identity }: Client, keys: HolderKeys): OwnHolder {
    const declared = declaredHolder(keys, false);
    const name = `archive-holder-${identity.officer}.public`;
    return { name, text: formatHolderFile(declared), fingerprint: fingerprintOf(declared) };
  }

  private async keysOf(client: Client, source: HolderSource): Promise<HolderKeys> {
    switch (source.is) {
      case 'paper':
        return holderKeys(readHolderLines(source.lines));
      case 'file':
        return openHolderFile(source.text, source.passphrase);
      case 'here': {
        const kept = await client.archive.kept.holder();
        if (kept === undefined) throw new CodedError('archive.holder', 'this device holds no key of a holder');
        return kept;
      }
    }
  }
}

function statementFile(statement: StatementFile, name: string): TextFile {
  return { name, text: formatStatementFile(statement) };
}
