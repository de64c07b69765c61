import type { ApplicationForm } from '#client';
import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { RemoteDesk } from '../../platform/desk.js';
import { Button } from '../../ui/button.js';
import { Fault } from '../../ui/fault.js';
import { Notice } from '../../ui/notice.js';
import { GateWindow } from '../access/frame.js';
import type { Asking } from '../access/use-asking.js';
import { ApplicationFacts } from '../applications/application-facts.js';
import { sizeWords } from '../../platform/size-words.js';
import type { FormPart } from './draft.js';
import { Sending } from './sending.js';

const PARTS = ['authority', 'designation', 'keys'] as const;

interface ReviewScreenProps {
  readonly desk: RemoteDesk;
  readonly steps: ReactNode;
  readonly form: ApplicationForm;
  readonly files: readonly File[];
  readonly sending: Asking<[]>;
  readonly onChange: (part: FormPart) => void;
}

/** The application as the secretariat will read it, before it is sealed and sent. */
export function ReviewScreen({ desk, steps, form, files, sending, onChange }: ReviewScreenProps): ReactElement {
  const { t, i18n } = useTranslation('apply');
  return (
    <GateWindow title={t('steps.review')} steps={steps} isWide>
      <p>{t('review.lead')}</p>
      <ApplicationFacts form={form} />
      <h2>{t('files.title')}</h2>
      {files.length === 0 ? (
        <Notice tone="warn">{t('review.noFiles')}</Notice>
      ) : (
        <ul className="small">
          {files.map(({ name, size }) => (
            <li key={name}>
              <bdi>{name}</bdi> <span className="muted">{sizeWords(size, i18n.language)}</span>
            </li>
          ))}
        </ul>
      )}
      {sending.error !== undefined && <Fault error={sending.error} />}
      {sending.isPending ? (
        <Sending desk={desk} />
      ) : (
        <>
          <div className="row">
            <span className="small muted">{t('change')}</span>
            {PARTS.map((part) => (
              <Button
                key={part}
                isSmall
                variant="quiet"
                aria-label={t('changePart', { part: t(`steps.${part}`) })}
                onPress={() => {
                  onChange(part);
                }}
              >
                {t(`steps.${part}`)}
              </Button>
            ))}
          </div>
          <div className="row">
            <Button variant="primary" icon="lock" onPress={sending.ask}>
              {t('review.send')}
            </Button>
          </div>
        </>
      )}
    </GateWindow>
  );
}
