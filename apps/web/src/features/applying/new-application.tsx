import type { ApplicationForm, FormProblem } from '#client';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Applied } from '../../desk/api/applying.js';
import type { RemoteDesk } from '../../platform/desk.js';
import { Button } from '../../ui/button.js';
import { Fault } from '../../ui/fault.js';
import { Notice } from '../../ui/notice.js';
import { useFirstWrong } from '../../ui/use-first-wrong.js';
import { GateWindow, Steps } from '../access/frame.js';
import { useAsking } from '../access/use-asking.js';
import { BeforeScreen } from './before-screen.js';
import { emptyForm, isEmpty, keepDraft, partOf, readDraft, stillTold, tidyForm, type FormPart } from './draft.js';
import { FormPartFields } from './form-part-fields.js';
import { ReviewScreen } from './review-screen.js';
import { SentScreen } from './sent-screen.js';

const STEPS = ['before', 'authority', 'designation', 'keys', 'review'] as const;
type Step = (typeof STEPS)[number];

interface NewApplicationProps {
  readonly desk: RemoteDesk;
  readonly onLink: (link: string) => void;
}

/** A State's application, step by step, up to its private link. */
export function NewApplication({ desk, onLink }: NewApplicationProps): ReactElement {
  const { t } = useTranslation('apply');
  const [form, setForm] = useState(() => readDraft(sessionStorage));
  const [files, setFiles] = useState<readonly File[]>([]);
  const [step, setStep] = useState<Step>('before');
  const [problems, setProblems] = useState<readonly FormProblem[]>([]);
  const [told, setTold] = useState(0);
  const fields = useFirstWrong(told);
  const [applied, setApplied] = useState<Applied>();
  const change = (to: Partial<ApplicationForm>): void => {
    const changed = { ...form, ...to };
    setForm(changed);
    setProblems(stillTold(problems, form, changed));
    keepDraft(sessionStorage, changed);
  };
  const looking = useAsking(async (part: FormPart) => {
    const found = (await desk.applying.look(tidyForm(form))).filter(({ field }) => partOf(field) === part);
    setProblems(found);
    if (found.length === 0) setStep(next(part));
    else setTold((times) => times + 1);
  });
  const sending = useAsking(async () => {
    const sent = await desk.applying.submit(tidyForm(form), files);
    keepDraft(sessionStorage, undefined);
    setApplied(sent);
  });
  if (applied !== undefined)
    return (
      <SentScreen
        applied={applied}
        onGoOn={() => {
          onLink(applied.link);
        }}
      />
    );
  const steps = <Steps names={STEPS.map((one) => t(`steps.${one}`))} at={STEPS.indexOf(step)} />;
  if (step === 'before')
    return (
      <BeforeScreen
        desk={desk}
        steps={steps}
        hasDraft={!isEmpty(form)}
        onBegin={() => {
          setStep('authority');
        }}
        onLink={onLink}
      />
    );
  if (step === 'review')
    return (
      <ReviewScreen
        desk={desk}
        steps={steps}
        form={tidyForm(form)}
        files={files}
        sending={sending}
        onChange={setStep}
      />
    );
  return (
    <GateWindow title={t(`part.${step}`)} steps={steps} isWide key={step}>
      {looking.error !== undefined && <Fault error={looking.error} />}
      {problems.length > 0 && <Notice tone="warn" title={t('problem.some')} isAnnounced />}
      <form
        ref={fields}
        className="stack page-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          looking.ask(step);
        }}
      >
        <FormPartFields
          part={step}
          form={form}
          problems={problems}
          onChange={change}
          files={files}
          onFiles={setFiles}
        />
        <p className="hint">{t('draft.kept')}</p>
        <div className="row">
          <Button variant="primary" type="submit" isPending={looking.isPending}>
            {t('goOn')}
          </Button>
          <Button
            variant="quiet"
            onPress={() => {
              setProblems([]);
              setStep(STEPS[STEPS.indexOf(step) - 1] ?? 'before');
            }}
          >
            {t('back')}
          </Button>
          <span className="push">
            <Button
              variant="quiet"
              onPress={() => {
                setForm(emptyForm);
                setFiles([]);
                setProblems([]);
                keepDraft(sessionStorage, undefined);
                setStep('before');
              }}
            >
              {t('draft.discard')}
            </Button>
          </span>
        </div>
      </form>
    </GateWindow>
  );
}

function next(part: FormPart): Step {
  return STEPS[STEPS.indexOf(part) + 1] ?? 'review';
}
