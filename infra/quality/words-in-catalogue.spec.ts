import { describe, expect, it } from '@jest/globals';
import { Linter } from 'eslint';
import tseslint from 'typescript-eslint';

const rule = './eslint/words-in-catalogue.mjs';
const { wordsInCatalogue } = (await import(rule)) as { readonly wordsInCatalogue: never };

/** What the rule reports about a file of the web client. */
function reported(code: string): number {
  const config = {
    files: ['**/*.tsx'],
    languageOptions: { parser: tseslint.parser as never, parserOptions: { ecmaFeatures: { jsx: true } } },
    plugins: { house: { rules: { words: wordsInCatalogue } } },
    rules: { 'house/words': 'error' as const },
  };
  const messages = new Linter().verify(code, [config], 'screen.tsx');
  return messages.filter(({ ruleId }) => ruleId === 'house/words').length;
}

describe('the rule that words stand in the catalogue', () => {
  it.each([
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
  ])('refuses %s', (code) => {
    expect(reported(code)).toBe(1);
  });

  it.each([
    '<p className="row tight">{t("sent")}</p>',
    '<p>{count} · {when}</p>',
    '<Button label={t("send")} icon="plus" />',
    'throw new Error("nobody is signed in")',
    'refuse("store.absent", "there is no device")',
    'import { a } from "./a b.js";',
    'const key = pressed === "ArrowUp" ? "Escape" : "g i";',
    'element.closest("[role=menu] a")',
    'classes("chip plain", tone)',
  ])('lets %s pass', (code) => {
    expect(reported(code)).toBe(0);
  });
});
