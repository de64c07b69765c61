import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync, statSync, truncateSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { AttachmentId, limits, type AttachmentAllowance, type Problem } from '#contracts';
import { sha256 } from '#crypto/verify';
import { toBase64url } from '#primitives';
import { Fsck } from '#relay/audit/fsck';
import { AttachmentSweep } from '#relay/attachments/attachment-sweep';
import { aNetwork, type NetworkBuilder } from '../support/directory.js';
import { addedOf, aMessageId, closeSockets, Member, removedOf, TestConversation } from '../support/member.js';
import { aRelay, endRelays, type Answer, type TestRelay } from '../support/relay.js';
import { anS3Server, type TestS3 } from '../support/s3-server.js';

const PIECE = { 'content-type': 'application/offset+octet-stream', 'tus-resumable': '1.0.0' };
const QUOTA = 1_000_000;

let s3: TestS3;

beforeAll(async () => {
  s3 = await anS3Server();
});

afterAll(async () => {
  closeSockets();
  await endRelays();
  await s3.stop();
});

const codeIn = ({ status, body }: Answer) =>
  (body as Problem | undefined)?.code ?? (status < 300 ? 'done' : String(status));
const detailIn = ({ body }: Answer) => (body as Problem | undefined)?.detail;

/** A ciphertext, as the relay sees one: random bytes. */
class Blob {
  readonly id = AttachmentId.parse(aMessageId());
  readonly bytes: Buffer;

  constructor(length: number) {
    this.bytes = randomBytes(length);
  }

  get announcement() {
    return { bytes: this.bytes.length, sha256: toBase64url(sha256(this.bytes)) };
  }
}

/** What one device does with attachments of one conversation. */
class Uploader {
  constructor(
    readonly member: Member,
    readonly conversation: Pick<TestConversation, 'id'>,
    readonly relay: TestRelay = member.relay,
  ) {}

  announce(blob: Blob, announcement: unknown = blob.announcement): Promise<Answer> {
    return this.relay.call('PUT', this.path(blob), JSON.stringify(announcement), this.member.token);
  }

  async put(blob: Blob, from: number, to: number, headers: Record<string, string> = {}): Promise<Answer> {
    const response = await fetch(this.relay.url + this.path(blob), {
      method: 'PATCH',
      headers: { ...PIECE, ...this.bearer, 'upload-offset': String(from), ...headers },
      body: new Uint8Array(blob.bytes.subarray(from, to)),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: text === '' ? undefined : JSON.parse(text) };
  }

  /** Sends some bytes of a piece and breaks off. */
  async breakOff(blob: Blob, from: number, to: number, sent: number): Promise<void> {
    await new Promise<void>((resolve) => {
      const going = request(this.relay.url + this.path(blob), {
        method: 'PATCH',
        headers: { ...PIECE, ...this.bearer, 'upload-offset': String(from), 'content-length': String(to - from) },
      });
      going.once('close', resolve).once('error', () => undefined);
      going.write(blob.bytes.subarray(from, from + sent), () => setTimeout(() => going.destroy(), 100));
    });
  }

  /** A piece whose bytes come when they are told to. */
  slowly(blob: Blob) {
    const going = request(this.relay.url + this.path(blob), {
      method: 'PATCH',
      headers: { ...PIECE, ...this.bearer, 'upload-offset': '0', 'content-length': String(blob.bytes.length) },
    });
    const closed = new Promise<void>((resolve) => {
      going.once('close', resolve).once('response', (response) => response.resume());
    });
    going.flushHeaders();
    return async (bytes: Buffer): Promise<void> => {
      going.end(bytes);
      await closed;
    };
  }

  async whole(length: number): Promise<Blob> {
    const blob = new Blob(length);
    await this.announce(blob);
    expect(codeIn(await this.put(blob, 0, length))).toBe('done');
    return blob;
  }

  async read(blob: Pick<Blob, 'id'>, range?: string): Promise<{ status: number; bytes: Buffer; headers: Headers }> {
    const response = await fetch(this.relay.url + this.path(blob), {
      headers: { ...this.bearer, ...(range !== undefined && { range }) },
    });
    return { status: response.status, bytes: Buffer.from(await response.arrayBuffer()), headers: response.headers };
  }

  refused(blob: Pick<Blob, 'id'>): Promise<string> {
    return this.relay.get(this.path(blob), this.member.token).then(codeIn);
  }

  delete(blob: Pick<Blob, 'id'>): Promise<Answer> {
    return this.relay.call('DELETE', this.path(blob), undefined, this.member.token);
  }

  async allowance(): Promise<AttachmentAllowance> {
    const path = `/v1/conversations/${this.conversation.id}/attachments`;
    return (await this.relay.get(path, this.member.token)).body as AttachmentAllowance;
  }

  private path({ id }: Pick<Blob, 'id'>): string {
    return `/v1/conversations/${this.conversation.id}/attachments/${id}`;
  }

  private get bearer() {
    return { authorization: `Bearer ${this.member.token}` };
  }
}

describe.each(['a folder', 'an S3 server'])('attachments in %s', (place) => {
  let network: NetworkBuilder;
  let relay: TestRelay;
  let conversation: TestConversation;
  let ana: Uploader;
  let ben: Uploader;
  let eve: Uploader;

  const environment = () => ({
    COMITY_ATTACHMENT_BYTES: '800000',
    COMITY_ATTACHMENT_DEVICE_BYTES: String(QUOTA),
    ...(place === 'a folder' ? {} : s3.environment),
  });
  const folder = (): string => (place === 'a folder' ? relay.config.attachments.directory : s3.folder);
  /** Every file under the store, by name: whole contents. */
  const stored = (): Map<string, Buffer> =>
    new Map(
      readdirSync(folder(), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map(({ parentPath, name }) => [join(parentPath, name), readFileSync(join(parentPath, name))]),
    );
  const leavesOf = async (type: string): Promise<Record<string, unknown>[]> => {
    const rows = await relay.sql<{ entry: Buffer }>(`select entry from log_leaf where log = 'audit' order by index`);
    const leaves = rows.map(({ entry }) => JSON.parse(entry.toString()) as Record<string, unknown>);
    return leaves.filter((leaf) => leaf['type'] === type);
  };

  beforeAll(async () => {
    network = aNetwork();
    const laptop = network.anAuthority('vl-moj').anOfficer('ana').aDevice();
    const desktop = network.anAuthority('xk-moj').anOfficer('ben').aDevice();
    const foreign = network.anAuthority('zz-moj').anOfficer('eve').aDevice();
    relay = await aRelay({
      network,
      environment: environment(),
    });
    const members = await Promise.all([laptop, desktop, foreign].map((device) => Member.of(relay, device)));
    const [a, b, c] = members as [Member, Member, Member];
    conversation = await TestConversation.of(a, b);
    [ana, ben, eve] = [a, b, c].map((member) => new Uploader(member, conversation)) as [Uploader, Uploader, Uploader];
  }, 60_000);

  it('are stored whole, and come back whole or in the range that is asked for', async () => {
    const blob = new Blob(200_000);
    expect((await ana.announce(blob)).body).toEqual({ received: 0, stored: false });
    const first = await ana.put(blob, 0, 80_000);
    expect([first.status, first.headers.get('upload-offset'), first.headers.get('tus-resumable')]).toEqual([
      204,
      '80000',
      '1.0.0',
    ]);
    expect(await ben.refused(blob)).toBe('attachment.unfinished');
    expect((await ana.announce(blob)).body).toEqual({ received: 80_000, stored: false });
    expect(codeIn(await ana.put(blob, 80_000, 200_000))).toBe('done');
    expect((await ana.announce(blob)).body).toEqual({ received: 200_000, stored: true });
    const whole = await ben.read(blob);
    expect([whole.status, Buffer.compare(whole.bytes, blob.bytes)]).toEqual([200, 0]);
    const part = await ben.read(blob, 'bytes=1000-1999');
    expect([part.status, part.headers.get('content-range')]).toEqual([206, 'bytes 1000-1999/200000']);
    expect(Buffer.compare(part.bytes, blob.bytes.subarray(1000, 2000))).toBe(0);
    const tail = await ben.read(blob, 'bytes=199000-');
    expect(Buffer.compare(tail.bytes, blob.bytes.subarray(199_000))).toBe(0);
    expect([tail.headers.get('x-content-type-options'), tail.headers.get('cache-control')]).toEqual([
      'nosniff',
      'no-store',
    ]);
    for (const range of ['bytes=200000-', 'bytes=5-4', 'bytes=-5', 'bytes=0-1,3-4', 'lines=1-2'])
      expect([range, (await ben.read(blob, range)).status]).toEqual([range, 416]);
  });

  it('go on where a broken line left them', async () => {
    const blob = new Blob(300_000);
    await ana.announce(blob);
    await ana.put(blob, 0, 50_000);
    await ana.breakOff(blob, 50_000, 300_000, 100_000);
    let received = -1;
    await relay.until(async () => {
      const before = received;
      ({ received } = (await ana.announce(blob)).body as { received: number });
      return received === before;
    });
    expect(received).toBeGreaterThanOrEqual(50_000);
    expect(codeIn(await ana.put(blob, received + 1, 300_000))).toBe('attachment.offset');
    expect(codeIn(await ana.put(blob, received, 300_000))).toBe('done');
    expect(Buffer.compare((await ben.read(blob)).bytes, blob.bytes)).toBe(0);
  });

  it('are refused, and kept for nobody, when their bytes are not those that were announced', async () => {
    const blob = new Blob(5000);
    await ana.announce(blob, { bytes: 5000, sha256: toBase64url(sha256(randomBytes(8))) });
    expect(codeIn(await ana.put(blob, 0, 5000))).toBe('attachment.damaged');
    expect(await ben.refused(blob)).toBe('attachment.unknown');
  });

  it('are refused beyond the announced length, out of place, and in another form', async () => {
    const blob = new Blob(5000);
    await ana.announce(blob, { ...blob.announcement, bytes: 4000 });
    expect(codeIn(await ana.put(blob, 0, 5000))).toBe('request.too-large');
    expect(codeIn(await ana.put(blob, 10, 20))).toBe('attachment.offset');
    expect(codeIn(await ana.put(new Blob(limits.attachmentPieceBytes + 1), 0, limits.attachmentPieceBytes + 1))).toBe(
      'attachment.unknown',
    );
    expect(codeIn(await ana.put(blob, 0, 10, { 'upload-offset': '-1' }))).toBe('request.invalid');
    expect(codeIn(await ana.put(blob, 0, 10, { 'tus-resumable': '0.1' }))).toBe('request.invalid');
    expect(codeIn(await ana.put(blob, 0, 10, { 'content-type': 'application/octet-stream' }))).toBe(
      'request.unsupported',
    );
    expect(codeIn(await ana.announce(blob, { bytes: 0, sha256: 'x' }))).toBe('request.invalid');
    await ana.delete(blob);
  });

  it('are nothing to a stranger, not even there', async () => {
    const blob = await ana.whole(2000);
    const nothing = new Blob(10);
    const asked = [
      await eve.refused(blob),
      await eve.refused(nothing),
      codeIn(await eve.announce(nothing)),
      codeIn(await eve.put(blob, 0, 10)),
      codeIn(await eve.delete(blob)),
    ];
    expect(new Set(asked)).toEqual(new Set(['conversation.unknown']));
    expect(await ben.refused(nothing)).toBe('attachment.unknown');
  });

  it('belong to the device that announced them', async () => {
    const blob = new Blob(2000);
    await ana.announce(blob);
    expect(codeIn(await ben.announce(blob))).toBe('attachment.exists');
    expect(codeIn(await ben.put(blob, 0, 2000))).toBe('attachment.unknown');
    expect(codeIn(await ben.delete(blob))).toBe('permission.denied');
    expect(codeIn(await ana.announce(blob, { ...blob.announcement, bytes: 3000 }))).toBe('attachment.exists');
    await ana.delete(blob);
  });

  it('belong to one conversation alone', async () => {
    const blob = await ana.whole(2000);
    const other = await TestConversation.of(ana.member, ben.member);
    const elsewhere = new Uploader(ana.member, other, relay);
    expect(await elsewhere.refused(blob)).toBe('attachment.unknown');
    // The same id there is another attachment.
    const twin = Object.assign(new Blob(100), { id: blob.id });
    await elsewhere.announce(twin);
    await elsewhere.put(twin, 0, 100);
    expect(Buffer.compare((await elsewhere.read(twin)).bytes, twin.bytes)).toBe(0);
    expect(Buffer.compare((await ana.read(blob)).bytes, blob.bytes)).toBe(0);
  });

  it('are refused in words when the file is too large, or a quota is used up', async () => {
    const large = new Blob(10);
    const refused = await ana.announce(large, { ...large.announcement, bytes: 950_000 });
    expect([codeIn(refused), detailIn(refused)]).toEqual(['attachment.too-large', '800000']);
    const { device, file } = await ben.allowance();
    expect([device, file]).toEqual([{ used: 0, most: QUOTA }, 800_000]);
    const [first, second] = [new Blob(600_000), new Blob(600_000)];
    const answers = await Promise.all([ben.announce(first), ben.announce(second)]);
    expect(answers.map(codeIn).sort()).toEqual(['attachment.quota', 'done']);
    expect(answers.map(detailIn)).toContain('device');
    expect((await ben.allowance()).device.used).toBe(600_000);
    await ben.delete(first);
    await ben.delete(second);
    expect((await ben.allowance()).device.used).toBe(0);
  });

  it('are refused to a device that has begun many and finished none', async () => {
    const { announcement } = new Blob(1);
    await relay.sql(
      `insert into attachment (conversation_id, id, device, authority, bytes, sha256, blob, announced_at)
       select $1, 'begun' || n, $2, $3, 1, $4, 'begun' || n, extract(epoch from now())::bigint
       from generate_series(1, $5::int) n`,
      [
        Buffer.from(conversation.id, 'base64url'),
        ben.member.device.id,
        ben.member.device.officer.authority.id,
        Buffer.from(announcement.sha256, 'base64url'),
        limits.attachmentUploads,
      ],
    );
    const refused = await ben.announce(new Blob(1));
    expect([codeIn(refused), detailIn(refused)]).toEqual(['attachment.quota', 'uploads']);
    await relay.sql(`delete from attachment where id like 'begun%'`);
    expect((await ben.whole(1)).bytes).toHaveLength(1);
  });

  it('are taken back by their device within the hour, and by nobody after', async () => {
    const blob = await ana.whole(3000);
    const files = stored().size;
    expect((await ana.delete(blob)).status).toBe(204);
    expect(await ben.refused(blob)).toBe('attachment.unknown');
    expect(stored().size).toBeLessThan(files);
    expect((await ana.delete(blob)).status).toBe(204);
    expect(codeIn(await ana.announce(blob))).toBe('attachment.exists');
    const kept = await ana.whole(3000);
    await relay.sql('update attachment set stored_at = stored_at - $1 where id = $2', [
      limits.attachmentRegretSeconds + 5,
      kept.id,
    ]);
    expect(codeIn(await ana.delete(kept))).toBe('attachment.kept');
  });

  it('that nobody finished lapse, and leave nothing', async () => {
    const blob = new Blob(9000);
    await ana.announce(blob);
    await ana.put(blob, 0, 4000);
    const files = stored().size;
    const sweep = relay.app.get(AttachmentSweep);
    await sweep.sweep();
    expect(stored().size).toBe(files);
    await relay.sql('update attachment set announced_at = announced_at - $1 where id = $2', [
      limits.attachmentUploadSeconds + 5,
      blob.id,
    ]);
    await sweep.sweep();
    expect(stored().size).toBeLessThan(files);
    expect(await relay.sql('select from attachment where id = $1', [blob.id])).toEqual([]);
    expect(codeIn(await ana.put(blob, 4000, 9000))).toBe('attachment.unknown');
  });

  it('leave a leaf that names them by nothing but their hash', async () => {
    const blob = await ana.whole(500);
    await ana.delete(blob);
    const hash = toBase64url(sha256(blob.bytes));
    for (const type of ['attachment.stored', 'attachment.deleted']) {
      const leaf = (await leavesOf(type)).find((one) => one['sha256'] === hash);
      expect(Object.keys(leaf ?? {}).sort()).toEqual(['at', 'sha256', 'type', 'who']);
      expect(Object.keys(leaf?.['who'] as object).sort()).toEqual(['conversation', 'device']);
      expect(JSON.stringify(leaf)).not.toContain(conversation.id);
    }
  });

  it('stored after a device was removed are not for it, those before are', async () => {
    const dan = await aColleague('dan');
    await conversation.next(ana.member, [addedOf(dan.member)]);
    const before = await ana.whole(100);
    await conversation.next(ana.member, [removedOf(dan.member)]);
    const after = await ana.whole(100);
    expect([(await dan.read(before)).status, await dan.refused(after)]).toEqual([200, 'attachment.unknown']);
    expect(codeIn(await dan.announce(new Blob(10)))).toBe('conversation.unknown');
  });

  it('are looked at by fsck, which finds what is lost or altered', async () => {
    const fsck = relay.app.get(Fsck);
    const checked = async () => (await fsck.run()).checks.find(({ name }) => name === 'attachments');
    const before = await checked();
    expect([before?.findings, (before?.items ?? 0) > 3]).toEqual([[], true]);
    if (place !== 'a folder') return;
    const blob = await ana.whole(700);
    const [path] = [...stored()].find(([, bytes]) => Buffer.compare(bytes, blob.bytes) === 0) ?? [''];
    truncateSync(path, 600);
    expect((await checked())?.findings.map(({ what }) => what)).toEqual(['has another length']);
    truncateSync(path, 700);
    expect((await checked())?.findings.map(({ what }) => what)).toEqual(['has other bytes']);
    expect(statSync(folder()).mode & 0o077).toBe(0);
  });

  it('are written by one node at a time, and by none once they are stored', async () => {
    const shared = { COMITY_ATTACHMENTS_DIR: relay.config.attachments.directory };
    const node = await aRelay({ beside: relay, environment: { ...environment(), ...shared } });
    const elsewhere = new Uploader(ana.member, conversation, node);
    const blob = new Blob(50_000);
    const begun = await Promise.all([ana.announce(blob), elsewhere.announce(blob)]);
    expect(begun.map(codeIn)).toEqual(['done', 'done']);
    const slow = elsewhere.slowly(blob);
    await node.until(async () => {
      const locks = `select from pg_locks, attachment where locktype = 'advisory' and attachment.id = $1
        and (classid::bigint << 32 | objid::bigint) = hashtextextended('attachment ' || blob, 0)`;
      return (await relay.sql(locks, [blob.id])).length > 0;
    });
    const meanwhile = codeIn(await ana.put(blob, 0, 50_000));
    await slow(randomBytes(50_000));
    expect(meanwhile).toBe('relay.unavailable');
    expect(await ben.refused(blob)).toBe('attachment.unknown');
    await node.stop();
  });

  it('survive a restart of the relay, finished or not', async () => {
    const [half, whole] = [new Blob(60_000), await ana.whole(1000)];
    await ana.announce(half);
    await ana.put(half, 0, 30_000);
    relay = await relay.again(environment());
    for (const one of [ana, ben, eve]) Object.assign(one, { relay });
    expect((await ana.announce(half)).body).toEqual({ received: 30_000, stored: false });
    expect(codeIn(await ana.put(half, 30_000, 60_000))).toBe('done');
    expect(Buffer.compare((await ben.read(half)).bytes, half.bytes)).toBe(0);
    expect(Buffer.compare((await ben.read(whole)).bytes, whole.bytes)).toBe(0);
  });

  async function aColleague(name: string): Promise<Uploader> {
    const { authority } = ana.member.device.officer;
    const device = authority.anOfficer(name).aDevice();
    await relay.tell(network);
    return new Uploader(await Member.of(relay, device), conversation);
  }
});
