// In place of ESLint's `no-restricted-syntax`, which oxlint lacks.
export const plainSyntax = {
  meta: {
    type: 'suggestion',
    schema: [{ type: 'object', properties: { allowNow: { type: 'boolean' } }, additionalProperties: false }],
    messages: {
      enum: 'Use a const object, or a union of literals.',
      default: 'Exports have names.',
      namespace: 'A file is the module.',
      now: 'Time comes from an injected Clock.',
    },
  },
  create(context) {
    const refuse = (messageId) => (node) => {
      context.report({ node, messageId });
    };
    return {
      TSEnumDeclaration: refuse('enum'),
      ExportDefaultDeclaration: refuse('default'),
      TSModuleDeclaration(node) {
        if (node.kind === 'namespace') refuse('namespace')(node);
      },
      NewExpression(node) {
        const isNow = node.callee.name === 'Date' && node.arguments.length === 0;
        if (isNow && context.options[0]?.allowNow !== true) refuse('now')(node);
      },
    };
  },
};
