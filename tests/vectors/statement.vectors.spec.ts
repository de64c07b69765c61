import { describe, expect, it } from '@jest/globals';
import { canonicalJson } from '#crypto/verify';
import {
  bodyHash,
  formatStatement,
  networkIdOf,
  parseStatement,
  statementMessage,
  verifyStatement,
  type AnyBody,
  type Statement,
} from '#directory';
import {
  secondBase64url,
  secondH,
  secondJcs,
  secondLp,
  secondSign,
  secondVerify,
} from './support/second-implementation.js';
import { everyRefused, hex, type RefusedCase, toHex, vectorFile } from './support/vector-file.js';

interface Check {
  readonly networkId: string;
  readonly statement: Statement;
  readonly entitled: string[];
  readonly threshold: number;
}
const file = vectorFile<{
  inputs: {
    foundingBody: AnyBody;
    rootSeeds: string[];
    rootKeys: string[];
    body: AnyBody;
    signers: number[];
  };
  intermediate: { networkId: string; foundingMessage: string; message: string };
  output: { foundingStatement: string; statement: string; bodyHash: string };
  check: Check;
  refused: RefusedCase<Check>[];
}>('statement');
const { inputs, intermediate, output, check } = file;
const NO_NETWORK = new Uint8Array(0);
const networkId = hex(intermediate.networkId);
const secondMessage = (network: Uint8Array, body: unknown): Uint8Array =>
  secondLp('comity/statement/v1', network, secondJcs(body));
const signed = (network: Uint8Array, body: AnyBody, signers: readonly number[]): string =>
  formatStatement(
    body,
    signers.map((signer) => ({
      key: inputs.rootKeys[signer] ?? '',
      signature: secondBase64url(secondSign(hex(inputs.rootSeeds[signer] ?? ''), secondMessage(network, body))),
    })),
  );
const verify = (of: Check): void => {
  verifyStatement({ ...of, networkId: hex(of.networkId), statement: parseStatement(canonicalJson(of.statement)) });
};

describe('statement vectors', () => {
  it('names the network by its founding body, as the second implementation does', () => {
    expect(toHex(networkIdOf(inputs.foundingBody))).toBe(intermediate.networkId);
    expect(toHex(secondH('comity/network/v1', secondJcs(inputs.foundingBody)))).toBe(intermediate.networkId);
  });

  it('covers the network and the body, and in founding no network, as the second implementation does', () => {
    expect(toHex(statementMessage(NO_NETWORK, inputs.foundingBody))).toBe(intermediate.foundingMessage);
    expect(toHex(secondMessage(NO_NETWORK, inputs.foundingBody))).toBe(intermediate.foundingMessage);
    expect(toHex(statementMessage(networkId, inputs.body))).toBe(intermediate.message);
    expect(toHex(secondMessage(networkId, inputs.body))).toBe(intermediate.message);
  });

  it('is written with its signatures sorted, whatever order they came in', () => {
    expect(signed(networkId, inputs.body, inputs.signers)).toBe(output.statement);
    expect(signed(networkId, inputs.body, [...inputs.signers].reverse())).toBe(output.statement);
    expect(signed(NO_NETWORK, inputs.foundingBody, [0, 1])).toBe(output.foundingStatement);
    expect(canonicalJson(parseStatement(output.statement))).toBe(output.statement);
  });

  it('has the hash that the next statement about its subject carries, as the second implementation gives it', () => {
    expect(toHex(bodyHash(inputs.body))).toBe(output.bodyHash);
    expect(toHex(secondH('comity/body/v1', secondJcs(inputs.body)))).toBe(output.bodyHash);
  });

  it('verifies with two of three roots, as the second implementation does', () => {
    expect(() => {
      verify(check);
    }).not.toThrow();
    const founding = parseStatement(output.foundingStatement);
    expect(() => {
      verifyStatement({ networkId: NO_NETWORK, statement: founding, entitled: inputs.rootKeys, threshold: 2 });
    }).not.toThrow();
    for (const { key, signature } of check.statement.signatures) {
      const bytes = [key, signature].map((text) => new Uint8Array(Buffer.from(text, 'base64url')));
      const [publicKey = NO_NETWORK, signatureBytes = NO_NETWORK] = bytes;
      expect(secondVerify(publicKey, secondMessage(networkId, check.statement.body), signatureBytes)).toBe(true);
    }
  });

  it('is refused under-signed, disordered, foreign, altered, with unknown fields, malleated and by a small-order key', () => {
    everyRefused(file.refused, 12, check, verify);
  });
});
