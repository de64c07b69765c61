import { useEffect, useState, type ReactElement, type ReactNode, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { RemoteDesk } from '../../platform/desk.js';
import { Button } from '../../ui/button.js';
import { Checkbox } from '../../ui/choices.js';
import { Fault } from '../../ui/fault.js';
import { Loading } from '../../ui/progress.js';
import { TextField } from '../../ui/text-field.js';
import { GateWindow } from '../access/frame.js';
import { useAsking } from '../access/use-asking.js';

interface BeforeScreenProps {
  readonly desk: RemoteDesk;
  readonly steps: ReactNode;
  readonly hasDraft: boolean;
  readonly onBegin: () => void;
  readonly onLink: (link: string) => void;
}

/** What a State needs before it applies, and which network it applies to; and the way back to an application. */
export function BeforeScreen({ desk, steps, hasDraft, onBegin, onLink }: BeforeScreenProps): ReactElement {
  const { t } = useTranslation('apply');
  const [isSame, setSame] = useState(false);
  const [network, setNetwork] = useState<Awaited<ReturnType<typeof desk.applying.network>>>();
  const { ask, error, isPending } = useAsking(async () => {
    setNetwork(await desk.applying.network());
  });
  useEffect(() => {
    ask();
    // Once: what is asked is the same whenever the screen is drawn.
  }, []);
  return (
    <GateWindow title={t('title')} steps={steps} isWide>
      <p>{t('before.lead')}</p>
      <h2>{t('before.need')}</h2>
      <ul className="terms">
        {(['reference', 'keys', 'contact'] as const).map((one) => (
          <li key={one}>{t(`before.${one}`)}</li>
        ))}
      </ul>
      <p className="small">
        {t('before.sealed')} {t('before.code')}
      </p>
      <h2 id="network">{t('before.network')}</h2>
      <p>{t('before.networkWhat')}</p>
      {error !== undefined && !isPending && <Fault error={error} onRetry={ask} />}
      {network === undefined && error === undefined && <Loading label={t('before.loading')} />}
      {network !== undefined && (
        <>
          <p className="strong">{network.name}</p>
          <p className="digits mono" translate="no" role="group" aria-label={t('before.identity')}>
            {network.identity.map((group, i) => (
              <span key={i}>{group}</span>
            ))}
          </p>
          <Checkbox isBoxed label={t('before.same')} isSelected={isSame} onChange={setSame} />
          <p className="hint">{t('before.differs')}</p>
        </>
      )}
      <div className="row">
        <Button variant="primary" isDisabled={!isSame} onPress={onBegin}>
          {t(hasDraft ? 'before.goOn' : 'before.begin')}
        </Button>
      </div>
      <FollowForm onLink={onLink} />
    </GateWindow>
  );
}

/** For whoever has a private link and no page that was opened with it. */
function FollowForm({ onLink }: { readonly onLink: (link: string) => void }): ReactElement {
  const { t } = useTranslation('apply');
  const [link, setLink] = useState('');
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    onLink(link.trim());
  };
  return (
    <details className="roots">
      <summary>{t('before.have')}</summary>
      <form className="stack" noValidate onSubmit={submit}>
        <TextField
          label={t('before.follow')}
          hint={t('before.followHint')}
          type="password"
          autoComplete="off"
          value={link}
          onChange={setLink}
        />
        <div className="row">
          <Button type="submit" isDisabled={link.trim() === ''}>
            {t('before.open')}
          </Button>
        </div>
      </form>
    </details>
  );
}
