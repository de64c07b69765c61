import { describe, expect, it } from '@jest/globals';
import { ApplicationId, type ApplicationSubmittedEntry, limits } from '#contracts';
import {
  APPLICATION_START,
  applicationMoveMessage,
  applicationSecrets,
  randomBytes,
  sealApplicationEntry,
  sha256,
  sign,
} from '#crypto';
import { codeOf, toBase64url } from '#primitives';
import { judgeEntry } from './application-judgement.js';
import type { Announced } from './applications.repository.js';

const networkId = sha256(new Uint8Array(1));
const own = applicationSecrets({ networkId, secret: randomBytes(32) });
const id = ApplicationId.parse(own.id);
const place = { networkId, id, number: 1, side: 'applicant', act: 'submitted', previous: APPLICATION_START } as const;
const sealed = sealApplicationEntry({ ...place, key: own.key, content: new Uint8Array(2) });
const aDocument = (bytes = 66_560) => ({ bytes, sha256: toBase64url(sha256(new Uint8Array(2))) });
const entry = (documents: ApplicationSubmittedEntry['documents']): ApplicationSubmittedEntry => {
  const message = applicationMoveMessage(place, { sealed, documents });
  const signature = toBase64url(sign({ privateKey: own.signature.privateKey, message }));
  return { number: 1, act: 'submitted', sealed: toBase64url(sealed), signature, documents };
};
const judged = (submitted: ApplicationSubmittedEntry, announced: Announced = { documents: 0, bytes: 0 }) => {
  const at = { networkId, id, moves: [], head: APPLICATION_START, key: own.signature.publicKey, announced, at: 1 };
  try {
    return judgeEntry(submitted, at).to.state;
  } catch (error) {
    return codeOf(error);
  }
};

describe('an entry of an application', () => {
  it('announces what its author signed, and nothing else', () => {
    const documents = [aDocument(), aDocument(1024)];
    expect(judged(entry(documents))).toBe('received');
    for (const others of [[], documents.slice(1), documents.toReversed(), [...documents, aDocument()]])
      expect(judged({ ...entry(documents), documents: others })).toBe('application.refused');
  });

  it('announces no more documents, and no more bytes, than one application may have', () => {
    const most = limits.applicationDocumentsKept;
    expect(judged(entry([aDocument()]), { documents: most - 1, bytes: 0 })).toBe('received');
    expect(judged(entry([aDocument(), aDocument()]), { documents: most - 1, bytes: 0 })).toBe('attachment.quota');
    expect(judged(entry([aDocument()]), { documents: 9, bytes: 60 * 1024 * 1024 })).toBe('attachment.quota');
    expect(judged(entry([aDocument(6 * 1024 * 1024)]))).toBe('attachment.too-large');
    expect(judged(entry([]), { documents: most, bytes: 60 * 1024 * 1024 })).toBe('received');
  });
});
