import type { DraftProblem, PageDraft } from '#client';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useDesk } from '../../platform/use-desk.js';
import { Button } from '../../ui/button.js';
import { Notice } from '../../ui/notice.js';
import { useFirstWrong } from '../../ui/use-first-wrong.js';
import type { PartProps } from './editing.js';
import { HoursPart } from './hours-part.js';
import { OfficePart } from './office-part.js';
import './pages.css';
import { PersonsPart } from './persons-part.js';
import { TextsPart } from './texts-part.js';
import { usePageWords } from './use-page-words.js';
import { WaysPart } from './ways-part.js';

/** Fields of which a problem with one value is told at the whole. */
const WHOLE: ReadonlySet<string> = new Set(['territories', 'languages.requests', 'languages.informal']);

/** Lines of which what is not of its form has words of its own. */
const LINES: Readonly<Record<string, 'email' | 'telephone' | 'web'>> = {
  email: 'email',
  fax: 'telephone',
  telephone: 'telephone',
  web: 'web',
};

/** What the editor is given. */
export interface PageEditorProps {
  readonly draft: PageDraft;
  readonly problems: readonly DraftProblem[];
  readonly isPending: boolean;
  readonly onDone: (draft: PageDraft) => void;
  readonly onDiscard: () => void;
}

/** The page of one's own authority as it is written; what is typed is kept on this device, sealed. */
export function PageEditor({ draft: given, problems, isPending, onDone, onDiscard }: PageEditorProps): ReactElement {
  const { t } = useTranslation('pages');
  const { desk } = useDesk();
  const [draft, setDraft] = useState(given);
  const form = useFirstWrong(problems);
  const part: PartProps = {
    draft,
    onChange: (change) => {
      const changed = { ...draft, ...change };
      setDraft(changed);
      // What cannot be kept just now is kept with the next key; the form still holds it.
      desk.pages.keep(changed).catch(() => undefined);
    },
    errorOf: (field) => {
      const isIt = (of: string): boolean => of === field || (WHOLE.has(field) && of.startsWith(`${field}.`));
      const found = problems.find((problem) => isIt(problem.field));
      return found && t(`problem.${wordOf(found)}`);
    },
  };
  return (
    <form
      ref={form}
      className="stack page-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        onDone(draft);
      }}
    >
      {problems.length > 0 && <Problems problems={problems} />}
      <OfficePart {...part} />
      <PersonsPart {...part} />
      <HoursPart {...part} />
      <WaysPart {...part} />
      <TextsPart {...part} />
      <p className="hint">{t('editor.kept')}</p>
      <div className="row">
        <Button variant="primary" type="submit" isPending={isPending}>
          {t('editor.look')}
        </Button>
        <Button variant="quiet" onPress={onDiscard}>
          {t('editor.discard')}
        </Button>
      </div>
    </form>
  );
}

function Problems({ problems }: { readonly problems: readonly DraftProblem[] }): ReactElement {
  const { t } = useTranslation('pages');
  const words = usePageWords();
  const told = new Set(
    problems.map(({ field, is }) => `${words.field({ field: baseOf(field) })}: ${t(`problem.${is}`)}`),
  );
  return (
    <Notice tone="warn" title={t('editor.problems')} isAnnounced>
      <ul>
        {[...told].map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </Notice>
  );
}

/** Which words say what is wrong with a field. */
function wordOf({ field, is }: DraftProblem): DraftProblem['is'] | 'email' | 'telephone' | 'web' {
  const [line = ''] = /[a-z]+(?=(?:\.value)?$)/.exec(field) ?? [];
  return is === 'form' ? (LINES[line] ?? is) : is;
}

/** `persons.0.fields.name.value` as `persons.name`, `hours.holidays.1.date` as `hours.holidays`. */
function baseOf(field: string): string {
  const [list = '', ...within] = field.split(/\.\d+\.?/);
  return list === 'persons' && within[0]?.startsWith('fields.') === true
    ? `persons.${within[0].split('.')[1] ?? ''}`
    : list;
}
