import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

const REFUSED = [
  '<p>Sent</p>',
  '<p>{"Sent"}</p>',
  '<p>{count === 1 ? "one message" : words}</p>',
  '<Button label="Send" />',
  '<Button label={`Send ${name}`} />',
  '<img alt="seal" />',
  'toasts.show({ text: "Message sent" })',
  'const note = "The line is broken";',
  'const note = `${name} has left the room`;',
  'const note = "Sent.";',
];

const PASSED = [
  '<p className="row tight">{t("sent")}</p>',
  '<p>{count} · {when}</p>',
  '<Button label={t("send")} icon="plus" />',
  'throw new Error("nobody is signed in")',
  'refuse("store.absent", "there is no device")',
  'import { a } from "./a b.js";',
  'const key = pressed === "ArrowUp" ? "Escape" : "g i";',
  'element.closest("[role=menu] a")',
  'classes("chip plain", tone)',
];

describe('the rule that words stand in the catalogue', () => {
  const folder = mkdtempSync(join(tmpdir(), 'comity-words-'));
  const reported = new Map<string, number>();
  const name = (code: string): string => `screen-${String([...REFUSED, ...PASSED].indexOf(code))}.tsx`;

  beforeAll(() => {
    const config = join(folder, 'rule.json');
    const rule = {
      jsPlugins: [resolve('infra/quality/lint/house.mjs')],
      rules: { 'house/words-in-catalogue': 'error' },
    };
    writeFileSync(config, JSON.stringify({ ...rule, categories: { correctness: 'off' } }));
    for (const code of [...REFUSED, ...PASSED]) writeFileSync(join(folder, name(code)), code);
    const linter = [resolve('node_modules/oxlint/bin/oxlint'), '-c', config, '-f', 'json', '.'];
    let output: string;
    try {
      output = execFileSync(process.execPath, linter, { cwd: folder, encoding: 'utf8' });
    } catch (error) {
      // It found something, as it should.
      output = String((error as { readonly stdout?: string }).stdout);
    }
    const { diagnostics } = JSON.parse(output) as { readonly diagnostics: readonly { readonly filename: string }[] };
    for (const { filename } of diagnostics) reported.set(filename, (reported.get(filename) ?? 0) + 1);
  });

  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  it.each(REFUSED)('refuses %s', (code) => {
    expect(reported.get(name(code))).toBe(1);
  });

  it.each(PASSED)('lets %s pass', (code) => {
    expect(reported.get(name(code))).toBe(undefined);
  });
});
