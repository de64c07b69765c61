import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import S3rver, { type Context } from 's3rver';
import { aFolder } from './relay.js';

const BUCKET = 'attachments';
/** The keys that this server knows. */
const KEYS = 'S3RVER\nS3RVER\n';

/** A real S3 server over a folder, with one bucket. */
export interface TestS3 {
  /** The settings of a relay that keeps its attachments there. */
  readonly environment: Readonly<Record<string, string>>;
  /** Where its objects lie. */
  readonly folder: string;
  stop(): Promise<void>;
}

/** Starts an S3 server. What it lacks of the protocol, the parts of an upload and its end, is answered from its own folder. */
export async function anS3Server(): Promise<TestS3> {
  const folder = aFolder('s3');
  const server = new S3rver({
    address: '127.0.0.1',
    port: 0,
    silent: true,
    directory: folder,
    configureBuckets: [{ name: BUCKET }],
  });
  server.middleware.unshift(async (context, next) => {
    const { uploadId } = context.query;
    if (uploadId === undefined || (context.method !== 'GET' && context.method !== 'DELETE')) return next();
    const upload = join(folder, BUCKET, '._S3rver_uploads', uploadId);
    if (!existsSync(upload)) return answer(context, 404, '<Error><Code>NoSuchUpload</Code></Error>');
    if (context.method === 'GET') return answer(context, 200, listedParts(upload));
    rmSync(upload, { recursive: true });
    return answer(context, 204, null);
  });
  const { port } = await server.run();
  const keyFile = join(aFolder('s3-keys'), 'keys');
  writeFileSync(keyFile, KEYS, { mode: 0o600 });
  return {
    environment: {
      COMITY_ATTACHMENTS_S3: `http://127.0.0.1:${String(port)}/${BUCKET}`,
      COMITY_ATTACHMENTS_S3_KEY_FILE: keyFile,
    },
    folder,
    stop: () => server.close(),
  };
}

function answer(context: Context, status: number, body: string | null): Promise<void> {
  context.status = status;
  context.type = 'application/xml';
  context.body = body;
  return Promise.resolve();
}

function listedParts(upload: string): string {
  const parts = readdirSync(upload)
    .filter((name) => /^\d+$/.test(name))
    .map((name) => {
      const bytes = readFileSync(join(upload, name));
      const tag = createHash('md5').update(bytes).digest('hex');
      return `<Part><PartNumber>${name}</PartNumber><ETag>"${tag}"</ETag><Size>${String(bytes.length)}</Size></Part>`;
    });
  return `<?xml version="1.0" encoding="UTF-8"?><ListPartsResult><IsTruncated>false</IsTruncated>${parts.join('')}</ListPartsResult>`;
}
