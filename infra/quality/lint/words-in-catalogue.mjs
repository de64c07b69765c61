// Every word that a person reads stands in the catalogue: what reads like language in the code of the web client is refused.

// Attributes that are shown or read out.
const SHOWN =
  /^(?:label|title|lead|hint|error|text|alt|placeholder|caption|description|message|aria-(?:label|description|roledescription|valuetext|placeholder))$/;

// Attributes, arguments and names that hold no language.
const SILENT_ATTRIBUTES = /^(?:className|class|style|d|viewBox|role|slot|id|key|name|type|href|rel|target)$/;
const SILENT_CALLS =
  /(?:Error|^classes|^refuse|^useShortcuts|^querySelector(?:All)?|^closest|^matches|^matchMedia|^fetch)$/;

const LETTER = /\p{L}/u;
/** Two words, of which one has two letters, or one that ends as a sentence does. Two letters are keys in turn. */
const LANGUAGE = /\p{L}{2}['’]?[,.;:!?]?\s+['‘“(]?\p{L}|\p{L}[,.;:!?]?\s+['‘“(]?\p{L}{2}|^\p{Lu}\p{Ll}+[.!?…:]$/u;

function nameOf(node) {
  if (node.type === 'Identifier' || node.type === 'JSXIdentifier') return node.name;
  if (node.type === 'MemberExpression') return nameOf(node.property);
  if (node.type === 'JSXNamespacedName') return `${node.namespace.name}:${node.name.name}`;
  return '';
}

/** The attribute, call or thrown error that a piece of text stands in, from the inside out. */
function* holders(node) {
  for (let at = node.parent; at !== undefined && at !== null; at = at.parent) {
    if (at.type === 'JSXAttribute') yield { attribute: nameOf(at.name) };
    else if (at.type === 'CallExpression' || at.type === 'NewExpression') yield { call: nameOf(at.callee) };
    else if (/Function|^JSXElement$|^JSXFragment$|^Program$/.test(at.type)) return;
  }
}

function isSilent(node) {
  if (/^(?:Import|Export|TS)/.test(node.parent.type)) return true;
  for (const { attribute, call } of holders(node)) {
    if (attribute !== undefined) return SILENT_ATTRIBUTES.test(attribute) || attribute.startsWith('data-');
    if (call !== undefined && SILENT_CALLS.test(call)) return true;
  }
  return false;
}

function isShown(node) {
  const [holder] = holders(node);
  return (
    (holder?.attribute !== undefined && SHOWN.test(holder.attribute)) ||
    (node.parent.type === 'JSXExpressionContainer' && /^JSX(?:Element|Fragment)$/.test(node.parent.parent.type))
  );
}

export const wordsInCatalogue = {
  meta: {
    type: 'problem',
    schema: [],
    messages: { outside: 'A person reads "{{words}}": put it in src/locales/en, and ask for it by its key.' },
  },
  create(context) {
    const report = (node, text) =>
      context.report({ node, messageId: 'outside', data: { words: text.trim().replaceAll(/\s+/g, ' ').slice(0, 60) } });
    const check = (node, text) => {
      if (!LETTER.test(text) || isSilent(node)) return;
      if (LANGUAGE.test(text) || isShown(node)) report(node, text);
    };
    return {
      JSXText(node) {
        if (LETTER.test(node.value)) report(node, node.value);
      },
      Literal(node) {
        if (typeof node.value === 'string') check(node, node.value);
      },
      TemplateLiteral(node) {
        check(node, node.quasis.map(({ value }) => value.cooked).join('·'));
      },
    };
  },
};
