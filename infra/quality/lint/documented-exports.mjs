// Every export says what it promises, in a TSDoc comment right above it (house rule on comments, 1).
const NAMED = new Set([
  'FunctionDeclaration',
  'ClassDeclaration',
  'VariableDeclaration',
  'TSTypeAliasDeclaration',
  'TSInterfaceDeclaration',
  'TSDeclareFunction',
]);

/** A schema and the type inferred from it share one name and so one comment. */
const namesOf = (declaration) =>
  declaration.type === 'VariableDeclaration'
    ? declaration.declarations.map(({ id }) => id.name ?? '')
    : [declaration.id?.name ?? ''];

export const documentedExports = {
  meta: {
    type: 'suggestion',
    schema: [],
    messages: { undocumented: '{{name}} is exported: say in a TSDoc comment what it promises.' },
  },
  create(context) {
    const documented = new Set();
    return {
      ExportNamedDeclaration(node) {
        const declaration = node.declaration;
        if (declaration === null || !NAMED.has(declaration.type)) return;
        const decorator = declaration.decorators?.[0];
        const first = decorator !== undefined && decorator.range[0] < node.range[0] ? decorator : node;
        const comments = context.sourceCode.getCommentsBefore(first);
        const names = namesOf(declaration);
        const above = comments.some((comment) => comment.type === 'Block' && comment.value.startsWith('*'));
        if (above) for (const name of names) documented.add(name);
        else if (!names.every((name) => documented.has(name))) {
          context.report({
            node: declaration.id ?? declaration,
            messageId: 'undocumented',
            data: { name: names.join(', ') },
          });
        }
      },
    };
  },
};
