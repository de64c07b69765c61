import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button.js';
import { Fault } from '../../ui/fault.js';
import { Icon } from '../../ui/icon.js';
import { Progress } from '../../ui/progress.js';
import { sizeWords } from '../../platform/size-words.js';
import { isolated } from '../conversation/words.js';
import type { EntryDocument } from './application-entries.js';

interface DocumentLineProps {
  readonly document: EntryDocument;
  readonly isPending: boolean;
  readonly error: unknown;
  readonly onSave: () => void;
  /** Where it can be looked at here, and is not. */
  readonly onShow?: () => void;
}

/** A document of an application: fetched and checked when that is asked for. */
export function DocumentLine({ document, isPending, error, onSave, onShow }: DocumentLineProps): ReactElement {
  const { t, i18n } = useTranslation('application');
  const { name, bytes, isThere } = document;
  return (
    <>
      <div className="row document">
        <Icon name="clip" />
        <span>
          <bdi className="strong">{name}</bdi> <span className="muted xs">{sizeWords(bytes, i18n.language)}</span>
        </span>
        {!isThere && <span className="small muted">{t('document.absent')}</span>}
        {isThere && !isPending && (
          <span className="row tight no-print">
            {onShow !== undefined && (
              <Button
                isSmall
                variant="quiet"
                icon="eye"
                aria-label={t('document.showNamed', { name: isolated(name) })}
                onPress={onShow}
              >
                {t('document.show')}
              </Button>
            )}
            <Button
              isSmall
              icon="download"
              aria-label={t('document.saveNamed', { name: isolated(name) })}
              onPress={onSave}
            >
              {t('document.save')}
            </Button>
          </span>
        )}
        {isPending && <Progress label={t('document.fetching', { name: isolated(name) })} isLabelHidden />}
      </div>
      {error !== undefined && error !== null && <Fault error={error} />}
    </>
  );
}
