import { useEffect, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Applied } from '../../desk/api/applying.js';
import { save } from '../../platform/save.js';
import { Button } from '../../ui/button.js';
import { Checkbox } from '../../ui/choices.js';
import { LinkBox } from '../../ui/link-box.js';
import { Notice } from '../../ui/notice.js';
import { GateWindow } from '../access/frame.js';
import { isolated } from '../conversation/words.js';

interface SentScreenProps {
  readonly applied: Applied;
  readonly onGoOn: () => void;
}

/** The private link, which is shown to be kept before anything else. */
export function SentScreen({ applied: { link, reference, missing }, onGoOn }: SentScreenProps): ReactElement {
  const { t } = useTranslation('apply');
  const [isKept, setKept] = useState(false);
  useEffect(() => {
    if (isKept) return undefined;
    // Nobody can restore it: the browser asks before it lets go of the window.
    const stay = (event: BeforeUnloadEvent): void => {
      event.preventDefault();
    };
    addEventListener('beforeunload', stay);
    return () => {
      removeEventListener('beforeunload', stay);
    };
  }, [isKept]);
  return (
    <GateWindow title={t('sent.title')} isWide>
      <p>{t('sent.lead', { reference })}</p>
      {missing.length > 0 && <MissingFiles names={missing} />}
      <h2>{t('sent.link')}</h2>
      <p>{t('sent.what')}</p>
      <LinkBox label={t('sent.link')} text={link} copy={t('sent.copy')}>
        <Button
          icon="download"
          onPress={() => {
            save(new Blob([t('sent.fileText', { reference, link })]), t('sent.file', { reference }));
          }}
        >
          {t('sent.save')}
        </Button>
      </LinkBox>
      <Notice tone="warn" title={t('sent.warning')}>
        {t('sent.warningWhat')}
      </Notice>
      <Checkbox isBoxed label={t('sent.kept')} isSelected={isKept} onChange={setKept} />
      <div className="row">
        <Button variant="primary" isDisabled={!isKept} onPress={onGoOn}>
          {t('sent.goOn')}
        </Button>
      </div>
    </GateWindow>
  );
}

/** Documents that did not get to the relay, after what they belong to did. */
export function MissingFiles({ names }: { readonly names: readonly string[] }): ReactElement {
  const { t } = useTranslation('apply');
  return (
    <Notice tone="warn" title={t('missing.title')} isAnnounced>
      {t('missing.what', { names: names.map(isolated).join(', ') })}
    </Notice>
  );
}
