import { describe, expect, it } from '@jest/globals';
import { ConversationId, DeviceId } from '#contracts';
import { newSignatureKey, openWrap } from '#crypto';
import {
  parseRosterStatement,
  rosterBodyHash,
  rosterMessage,
  verifyConsent,
  verifyRosterSignature,
  verifySecret,
  verifyWrap,
  verifyWraps,
  wrapLeaf,
  wrapsRoot,
} from '#roster';
import {
  secondBase64url,
  secondH,
  secondJcs,
  secondLp,
  secondSha256,
  secondSign,
  secondVerify,
} from './support/second-implementation.js';
import { everyRefused, hex, type RefusedCase, toHex, vectorFile } from './support/vector-file.js';

interface WrapLine {
  readonly device: string;
  readonly number: number;
  readonly wrap: string;
  readonly leaf: string;
  readonly proof: readonly string[];
}
interface ReadInputs {
  readonly conversation: string;
  readonly epoch: number;
  readonly previous: string;
  readonly author: string;
  readonly secret: string;
  readonly device: string;
  readonly number: number;
  readonly roster: readonly string[];
  readonly agreementSeed: string;
  readonly wrap: string;
  readonly proof: readonly string[];
  readonly root: string;
}
interface FormInputs {
  readonly networkId: string;
  readonly statement: { readonly body: Record<string, unknown>; readonly signature: string };
  readonly authorKey: string;
  readonly roster: readonly string[];
}
const file = vectorFile<{
  inputs: { networkId: string; devices: { id: string; signatureSeed: string }[]; E: string[] };
  intermediate: { messages: string[] };
  output: {
    epochs: {
      statement: string;
      S: string;
      roster: string[];
      secret: string;
      wraps: WrapLine[];
      root: string;
    }[];
  };
  read: { inputs: ReadInputs; output: string; refused: RefusedCase<ReadInputs>[] };
  dormant: { inputs: ReadInputs; refused: RefusedCase<ReadInputs>[] };
  form: { inputs: FormInputs; refused: RefusedCase<FormInputs>[] };
}>('epoch');

const networkId = hex(file.inputs.networkId);
const seedOf = (device: string): Uint8Array =>
  hex(file.inputs.devices.find(({ id }) => id === device)?.signatureSeed ?? '');
const devicesOf = (roster: readonly string[]) => roster.map((id) => DeviceId.parse(id));
const wrapOf = ({ device, number, wrap }: Pick<WrapLine, 'device' | 'number' | 'wrap'>) => ({
  device: DeviceId.parse(device),
  number: wrap === '' ? undefined : number,
  wrap: hex(wrap),
});

const read = (i: ReadInputs): Uint8Array => {
  const proof = i.proof.map(hex);
  const wrap = { device: DeviceId.parse(i.device), number: i.number, wrap: hex(i.wrap) };
  verifyWrap({ ...wrap, devices: devicesOf(i.roster), proof, root: hex(i.root) });
  return openWrap({
    ...i,
    previous: hex(i.previous),
    secret: hex(i.secret),
    privateKey: hex(i.agreementSeed),
    wrap: hex(i.wrap),
  });
};

const checkForm = (i: FormInputs): void => {
  const statement = parseRosterStatement(secondJcs(i.statement));
  verifyRosterSignature(hex(i.networkId), statement, hex(i.authorKey));
  verifySecret(statement.body, i.roster.includes(statement.body.author));
};

// RFC 6962 §2.1 by its own recursive definition.
const secondRoot = (leaves: readonly Uint8Array[]): Uint8Array => {
  const [first, ...rest] = leaves;
  if (first === undefined) return secondSha256(new Uint8Array());
  if (rest.length === 0) return secondSha256(Buffer.concat([Uint8Array.of(0), first]));
  let half = 1;
  while (half * 2 < leaves.length) half *= 2;
  return secondSha256(
    Buffer.concat([Uint8Array.of(1), secondRoot(leaves.slice(0, half)), secondRoot(leaves.slice(half))]),
  );
};

describe('epoch vectors', () => {
  it('reads the four statements to the same message, signature and S as the second implementation', () => {
    for (const [n, epoch] of file.output.epochs.entries()) {
      const statement = parseRosterStatement(epoch.statement);
      const { body, signature, S, text, bodyBytes } = statement;
      const jcs = Buffer.from(secondJcs(body));
      expect(toHex(bodyBytes)).toBe(toHex(jcs));
      const message = secondLp('comity/roster/v1', networkId, jcs);
      expect([toHex(rosterMessage(networkId, body)), toHex(message)]).toEqual([
        file.intermediate.messages[n],
        file.intermediate.messages[n],
      ]);
      expect([toHex(S), toHex(rosterBodyHash(body)), toHex(secondH('comity/roster-body/v1', jcs))]).toEqual([
        epoch.S,
        epoch.S,
        epoch.S,
      ]);
      expect(toHex(secondSign(seedOf(body.author), message))).toBe(toHex(signature));
      expect(text).toBe(epoch.statement);
      const { publicKey } = newSignatureKey(seedOf(body.author));
      expect(() => {
        verifyRosterSignature(networkId, statement, publicKey);
        verifySecret(body, epoch.roster.includes(body.author));
      }).not.toThrow();
    }
    expect(file.output.epochs).toHaveLength(4);
  });

  it('chains the statements by S', () => {
    const bodies = file.output.epochs.map(({ statement }) => parseRosterStatement(statement).body);
    expect(bodies.slice(1).map(({ previous }) => previous)).toEqual(
      file.output.epochs.slice(0, -1).map(({ S }) => secondBase64url(hex(S))),
    );
  });

  it('commits every epoch to its secret', () => {
    const sealed = file.output.epochs.filter(({ secret }) => secret !== '');
    const secrets = sealed.map(({ statement }, n) => {
      const { conversation, epoch, previous, author, secret } = parseRosterStatement(statement).body;
      const E = hex(file.inputs.E[n] ?? '');
      const before = new Uint8Array(Buffer.from(previous, 'base64url'));
      expect(secondBase64url(secondH('comity/epoch/v1', conversation, epoch, before, author, E))).toBe(secret);
      return secret;
    });
    expect(secrets).toHaveLength(3);
  });

  it('puts every wrap under the same root', () => {
    const sealed = file.output.epochs.filter(({ wraps }) => wraps.length > 0);
    expect(sealed).toHaveLength(3);
    for (const { roster, wraps, root } of sealed) {
      const leaves = wraps.map(wrapOf).map(({ device, number, wrap }) => wrapLeaf(device, number, wrap));
      const second = wraps.map(({ device, number, wrap }) =>
        secondLp('comity/wrap-leaf/v1', device, wrap === '' ? '' : number, secondSha256(hex(wrap))),
      );
      expect([leaves.map(toHex), second.map(toHex)]).toEqual([
        wraps.map(({ leaf }) => leaf),
        wraps.map(({ leaf }) => leaf),
      ]);
      expect([toHex(wrapsRoot(leaves)), toHex(secondRoot(second))]).toEqual([root, root]);
      const devices = devicesOf(roster);
      verifyWraps({ devices, wraps: wraps.map(wrapOf), root: hex(root) });
      for (const line of wraps) verifyWrap({ ...wrapOf(line), devices, proof: line.proof.map(hex), root: hex(root) });
    }
  });

  it('holds the consent of the second statement', () => {
    const { body } = parseRosterStatement(file.output.epochs[1]?.statement ?? '');
    const [consent, ...more] = body.consents;
    const change = consent && body.changes[consent.change];
    if (!consent || !change) throw new Error('the second statement carries a consent');
    const given = {
      networkId,
      conversation: ConversationId.parse(body.conversation),
      expiry: consent.expiry,
      change,
      deviceKey: newSignatureKey(seedOf(consent.device)).publicKey,
      signature: new Uint8Array(Buffer.from(consent.signature, 'base64url')),
      at: body.directory.at,
    };
    expect(() => {
      verifyConsent(given);
    }).not.toThrow();
    expect(more).toHaveLength(0);
  });

  it('opens a wrap under its proof, and refuses every other', () => {
    expect(toHex(read(file.read.inputs))).toBe(file.read.output);
    everyRefused(file.read.refused, 12, file.read.inputs, read);
  });

  it('refuses to open for a dormant device, whose empty wrap is included', () => {
    everyRefused(file.dormant.refused, 1, file.dormant.inputs, read);
  });

  it('accepts the form, and refuses every other form and signature', () => {
    expect(() => {
      checkForm(file.form.inputs);
    }).not.toThrow();
    everyRefused(file.form.refused, 7, file.form.inputs, checkForm);
    const byCode = file.form.refused.filter(({ code }) => code === 'roster.signature');
    for (const { with: changed } of byCode) {
      const i = { ...file.form.inputs, ...changed };
      const message = secondLp('comity/roster/v1', hex(i.networkId), Buffer.from(secondJcs(i.statement.body)));
      const signature = new Uint8Array(Buffer.from(i.statement.signature, 'base64url'));
      expect(secondVerify(hex(i.authorKey), message, signature)).toBe(false);
    }
    expect(byCode).toHaveLength(3);
  });
});
