import { applicationBounds } from '#client/choices';
import type { ApplicationForm, FormProblem } from '#client';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { RemoteDesk } from '../../platform/desk.js';
import { Button } from '../../ui/button.js';
import { Checkbox } from '../../ui/choices.js';
import { Fault } from '../../ui/fault.js';
import { Notice } from '../../ui/notice.js';
import { TextField } from '../../ui/text-field.js';
import { useAsking } from '../access/use-asking.js';
import { ChosenFiles } from './chosen-files.js';
import { stillTold, tidyForm } from './draft.js';
import { FormPartFields } from './form-part-fields.js';
import { Sending } from './sending.js';

interface AnsweringProps {
  readonly desk: RemoteDesk;
  readonly link: string;
  readonly form: ApplicationForm;
  /** Whether the secretariat asked; else it is added to what it has. */
  readonly isAsked: boolean;
  /** Given the names of documents that did not get there. */
  readonly onDone: (missing: readonly string[]) => void;
  readonly onCancel: () => void;
}

/** An answer of the applicant: words, documents, and what was sent corrected. */
export function Answering({ desk, link, form: sent, isAsked, onDone, onCancel }: AnsweringProps): ReactElement {
  const { t } = useTranslation('apply');
  const [words, setWords] = useState('');
  const [files, setFiles] = useState<readonly File[]>([]);
  const [form, setForm] = useState<ApplicationForm>();
  const [problems, setProblems] = useState<readonly FormProblem[]>([]);
  const [isTried, setTried] = useState(false);
  const isMissing = words.trim() === '';
  const sending = useAsking(async () => {
    const corrected = form && tidyForm(form);
    const found = corrected === undefined ? [] : await desk.applying.look(corrected);
    setProblems(found);
    if (found.length > 0) return;
    onDone(await desk.applying.answer(link, words.trim(), files, corrected));
  });
  return (
    <form
      className="card stack page-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (!isMissing) sending.ask();
      }}
    >
      {!isAsked && <Notice tone="info">{t('following.addWhat')}</Notice>}
      <TextField
        label={t('following.answerWords')}
        error={isTried && isMissing ? t('following.answerMissing') : undefined}
        multiline
        rows={5}
        maxLength={applicationBounds.words}
        value={words}
        onChange={setWords}
        autoFocus
      />
      <ChosenFiles files={files} onChange={setFiles} />
      <Checkbox
        isBoxed
        label={t('following.correct')}
        hint={t('following.correcting')}
        isSelected={form !== undefined}
        onChange={(isCorrected) => {
          setForm(isCorrected ? sent : undefined);
          setProblems([]);
        }}
      />
      {form !== undefined &&
        (['authority', 'designation', 'keys'] as const).map((part) => (
          <FormPartFields
            key={part}
            part={part}
            form={form}
            problems={problems}
            onChange={(change) => {
              const changed = { ...form, ...change };
              setForm(changed);
              setProblems(stillTold(problems, form, changed));
            }}
          />
        ))}
      {problems.length > 0 && <Notice tone="warn" title={t('problem.some')} isAnnounced />}
      {sending.error !== undefined && <Fault error={sending.error} />}
      {sending.isPending ? (
        <Sending desk={desk} />
      ) : (
        <div className="row">
          <Button variant="primary" icon="lock" type="submit">
            {t('following.send')}
          </Button>
          <Button variant="quiet" onPress={onCancel}>
            {t('following.cancel')}
          </Button>
        </div>
      )}
    </form>
  );
}
