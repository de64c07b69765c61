import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Waiting } from '../../desk/api/access.js';
import type { RemoteDesk } from '../../platform/desk.js';
import { Button } from '../../ui/button.js';
import { Notice } from '../../ui/notice.js';
import { Progress } from '../../ui/progress.js';
import { Time } from '../../ui/time.js';
import { Words } from '../../ui/words.js';
import { Erase } from './erase.js';
import { Frame } from './frame.js';

interface WaitingProps {
  readonly desk: RemoteDesk;
  readonly waiting: Waiting;
}

/** The waiting room: six words to read out, for as long as it takes. */
export function WaitingScreen({ desk, waiting }: WaitingProps): ReactElement {
  const { t } = useTranslation('access');
  const [isStopping, setStopping] = useState(false);
  const { words, since, renewed, reachable, authority, officer } = waiting;
  if (isStopping)
    return (
      <Frame title={t('stop.title')} step="words">
        <p>{t('stop.what')}</p>
        <Erase
          desk={desk}
          loss={t('stop.loss')}
          label={t('stop.erase')}
          onBack={() => {
            setStopping(false);
          }}
        />
      </Frame>
    );
  return (
    <Frame title={t('waiting.title')} step="words">
      <p>{t('waiting.how')}</p>
      {words.length === 0 ? <Progress label={t('waiting.asking')} /> : <Words words={words} />}
      {renewed && (
        <Notice tone="warn" icon="undo" title={t('waiting.renewed')} isAnnounced>
          {t('waiting.renewedWhat')}
        </Notice>
      )}
      {!reachable && (
        <Notice tone="warn" title={t('waiting.unreachable')} isAnnounced>
          {t(words.length === 0 ? 'waiting.unreachableBefore' : 'waiting.unreachableWhat')}
        </Notice>
      )}
      <dl className="pairs">
        <dt>{t('waiting.authority')}</dt>
        <dd className="mono">{authority}</dd>
        <dt>{t('waiting.officer')}</dt>
        <dd className="mono">{officer}</dd>
        <dt>{t('waiting.keys')}</dt>
        <dd>{t('waiting.keysMade')}</dd>
        {words.length > 0 && (
          <>
            <dt>{t('waiting.since')}</dt>
            <dd>
              <Time at={since} kind="moment" />
            </dd>
          </>
        )}
      </dl>
      <Notice tone="info" title={t('waiting.state')} isAnnounced>
        {t('waiting.means')}
      </Notice>
      <Notice tone="calm">{t('waiting.further')}</Notice>
      <div className="row">
        <Button
          onPress={() => {
            setStopping(true);
          }}
        >
          {t('waiting.stop')}
        </Button>
      </div>
    </Frame>
  );
}
