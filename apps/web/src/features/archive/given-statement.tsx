import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { GivenFile, HolderSource, TextFile } from '../../desk/api/archive.js';
import { useAct } from '../../platform/use-act.js';
import { Button } from '../../ui/button.js';
import { Fault } from '../../ui/fault.js';
import { Notice } from '../../ui/notice.js';
import { Unconfirmed } from '../devices/unconfirmed.js';
import { HandedFile } from './handed-file.js';
import { ActAsHolder } from './holder-source.js';
import { useArchiveWords } from './use-archive-words.js';

const DECLARED = 'archive-declared.json';

interface GivenStatementProps<Is extends GivenFile['is']> {
  readonly file: Extract<GivenFile, { is: Is }>;
  readonly text: string;
  /** Called with the statement once it holds a further signature. */
  readonly onText: (text: string) => void;
}

/** A declaration that waits for its second signature. */
export function GivenDeclaration({ file, text, onText }: GivenStatementProps<'declaration'>): ReactElement {
  const { t } = useTranslation('archive');
  const words = useArchiveWords();
  const signing = useAct((desk) => desk.archive.cosign(text));
  const { k, n, state, signedBy, isWebOnly } = file;
  return (
    <div className="stack">
      <p>{n === 0 ? t('given.ending') : t('given.declaration', { k, n })}</p>
      <p className="small">
        {signedBy.length === 0
          ? t('given.unsigned')
          : t('given.signedBy', { names: words.list(signedBy.map(({ name }) => name)) })}
      </p>
      {signing.error !== null && <Fault error={signing.error} />}
      <Standing state={state} />
      {state === 'open' && (
        <>
          {isWebOnly && signedBy.length > 0 && (
            <Notice tone="info" title={t('given.webOnly')}>
              <p className="mono" translate="no" dir="ltr">
                {words.cosign(DECLARED)}
              </p>
            </Notice>
          )}
          <div className="row">
            <Button
              isPending={signing.isPending}
              onPress={() => {
                signing.mutate(undefined, {
                  onSuccess: (signed) => {
                    onText(signed.text);
                  },
                });
              }}
            >
              {t('given.cosign')}
            </Button>
          </div>
          {signedBy.length > 0 && (
            <HandedFile
              file={{ name: DECLARED, text }}
              words={t('handed.declaration')}
              commands={words.declaration(DECLARED)}
            />
          )}
        </>
      )}
      {state === 'complete' && <Submit text={text} />}
    </div>
  );
}

/** An opening that waits for signatures of holders. */
export function GivenOpening({ file, text, onText }: GivenStatementProps<'opening'>): ReactElement {
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
