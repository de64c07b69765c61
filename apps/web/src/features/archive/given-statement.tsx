import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import type { GivenFile, HolderSource, TextFile } from '../../desk/api/archive.js';
import { useAct } from '../../platform/use-act.js';
import { useDesk } from '../../platform/use-desk.js';
import { Button } from '../../ui/button.js';
import { Fault } from '../../ui/fault.js';
import { Notice } from '../../ui/notice.js';
import { Unconfirmed } from '../devices/unconfirmed.js';
import { HandedFile } from './handed-file.js';
import { ActAsHolder } from './holder-source.js';
import { useArchiveWords } from './use-archive-words.js';

interface GivenOpeningProps {
  readonly file: Extract<GivenFile, { is: 'opening' }>;
  readonly text: string;
  /** Called with the statement once it holds a further signature. */
  readonly onText: (text: string) => void;
}

/** A declaration: two administrators read, compare and sign it where all that takes two stands. */
export function GivenDeclaration({ text }: { readonly text: string }): ReactElement {
  const { t } = useTranslation('archive');
  const { self } = useDesk();
  const navigate = useNavigate();
  const taking = useAct((desk) => desk.signatures.take(text));
  return (
    <div className="stack">
      <p>{t('given.declaration')}</p>
      {taking.error !== null && <Fault error={taking.error} />}
      {self.administrator && (
        <div className="row">
          <Button
            isPending={taking.isPending}
            onPress={() => {
              taking.mutate(undefined, { onSuccess: () => void navigate('/administration/signatures') });
            }}
          >
            {t('given.toSignatures')}
          </Button>
        </div>
      )}
    </div>
  );
}

/** An opening that waits for signatures of holders. */
export function GivenOpening({ file, text, onText }: GivenOpeningProps): ReactElement {
  const { t } = useTranslation('archive');
  const words = useArchiveWords();
  const [signed, setSigned] = useState<TextFile>();
  const signing = useAct((desk, source: HolderSource) => desk.archive.sign(text, source));
  const { state, officer, device, conversations } = file;
  return (
    <div className="stack">
      <p>
        {t('given.opening', {
          who: words.officer(officer),
          device,
          scope:
            conversations === undefined
              ? t('given.allConversations')
              : t('given.conversations', { count: conversations }),
        })}
      </p>
      <p className="small strong">{t('given.openingSigned', { signed: file.signed, k: file.k })}</p>
      {signing.error !== null && <Fault error={signing.error} />}
      <Standing state={state} />
      {state === 'open' && (
        <>
          {file.signed > 0 && (
            <HandedFile file={signed ?? { name: 'archive-opening.json', text }} words={t('handed.openingMore')} />
          )}
          <p className="small">{t('given.openingWhat')}</p>
          <ActAsHolder
            label={t('given.signDo')}
            isPending={signing.isPending}
            onAct={(source) => {
              signing.mutate(source, {
                onSuccess: (next) => {
                  setSigned(next);
                  onText(next.text);
                },
              });
            }}
          />
        </>
      )}
      {state === 'complete' && <Submit text={text} />}
    </div>
  );
}

function Standing({ state }: { readonly state: Extract<GivenFile, { is: 'opening' }>['state'] }): ReactElement | null {
  const { t } = useTranslation('archive');
  if (state === 'stale') return <Notice tone="warn" title={t('given.stale')} />;
  return state === 'logged' ? <Notice tone="ok" title={t('given.logged')} /> : null;
}

function Submit({ text }: { readonly text: string }): ReactElement {
  const { t } = useTranslation('archive');
  const submitting = useAct((desk) => desk.archive.submit(text));
  if (submitting.data?.confirmed === true) return <Notice tone="ok" title={t('given.submitted')} isAnnounced />;
  return (
    <div className="stack">
      <p>{t('handed.complete')}</p>
      {submitting.error !== null && <Fault error={submitting.error} />}
      {submitting.data?.confirmed === false && <Unconfirmed />}
      <div className="row">
        <Button
          variant="primary"
          isPending={submitting.isPending}
          onPress={() => {
            submitting.mutate();
          }}
        >
          {t('given.submit')}
        </Button>
      </div>
    </div>
  );
}
