// A disabled rule carries its reason on the line: `oxlint-disable-next-line some-rule -- because …`.
export const reasonedDisables = {
  meta: {
    type: 'suggestion',
    schema: [],
    messages: {
      reason: 'Say after two dashes why this rule is disabled.',
      rule: 'Name the rule that is disabled.',
    },
  },
  create(context) {
    return {
      Program() {
        for (const comment of context.sourceCode.getAllComments()) {
          const directive = /^\s*(?:es|ox)lint-disable(?:-next-line|-line)?(?:\s|$)(.*)$/s.exec(comment.value);
          if (directive === null) continue;
          const [rules = '', reason = ''] = directive[1].split(/\s--\s/);
          if (rules.trim() === '') context.report({ loc: comment.loc, messageId: 'rule' });
          if (reason.trim().length < 10) context.report({ loc: comment.loc, messageId: 'reason' });
        }
      },
    };
  },
};
