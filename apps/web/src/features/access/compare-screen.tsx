import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { InvitationView } from '../../desk/api/access.js';
import { Button } from '../../ui/button.js';
import { Checkbox } from '../../ui/choices.js';
import { Notice } from '../../ui/notice.js';
import { Frame } from './frame.js';

const TERMS = ['purpose', 'sealed', 'seen', 'stays', 'passphrase', 'lost', 'code'] as const;

interface CompareProps {
  readonly invitation: InvitationView;
  readonly onBack: () => void;
  readonly onCompared: () => void;
}

/** What an invitation says, to be compared with what the administrator reads out; and the terms of use. */
export function CompareScreen({ invitation, onBack, onCompared }: CompareProps): ReactElement {
  const { t } = useTranslation('access');
  const [isSame, setSame] = useState(false);
  const [isAgreed, setAgreed] = useState(false);
  const { relay, here, networkName, network, officer, authority } = invitation;
  if (!here)
    return (
      <Frame title={t('elsewhere.title')} step="invitation">
        <Notice tone="warn">{t('elsewhere.what', { relay, here: location.origin })}</Notice>
        <p>{t('elsewhere.todo')}</p>
        <p className="mono">{relay}</p>
        <div className="row">
          <Button variant="second" onPress={onBack}>
            {t('compare.other')}
          </Button>
        </div>
      </Frame>
    );
  return (
    <Frame title={t('compare.title')} step="invitation">
      <p>{t('compare.lead')}</p>
      <dl className="pairs">
        <dt>{t('compare.network')}</dt>
        <dd>{networkName}</dd>
        <dt>{t('compare.relay')}</dt>
        <dd className="mono">{relay}</dd>
        <dt>{t('compare.authority')}</dt>
        <dd className="mono">{authority}</dd>
        <dt>{t('compare.officer')}</dt>
        <dd className="mono">{officer}</dd>
      </dl>
      <h2 id="identity">{t('compare.identity')}</h2>
      <Digits groups={network} labelledBy="identity" />
      <Roots invitation={invitation} />
      <Checkbox isBoxed label={t('compare.same')} isSelected={isSame} onChange={setSame} />
      <h2>{t('terms.title')}</h2>
      <ul className="terms">
        {TERMS.map((term) => (
          <li key={term}>{t(`terms.${term}`)}</li>
        ))}
      </ul>
      <Checkbox isBoxed label={t('terms.agree')} isSelected={isAgreed} onChange={setAgreed} />
      <div className="row">
        <Button variant="primary" isDisabled={!isSame || !isAgreed} onPress={onCompared}>
          {t('compare.goOn')}
        </Button>
        <Button variant="quiet" onPress={onBack}>
          {t('compare.other')}
        </Button>
      </div>
      <p className="hint">{t('compare.differs')}</p>
    </Frame>
  );
}

function Roots({ invitation: { roots, threshold } }: { readonly invitation: InvitationView }): ReactElement {
  const { t } = useTranslation('access');
  return (
    <details className="roots">
      <summary>{t('compare.roots', { count: roots.length, threshold })}</summary>
      <p className="hint">{t('compare.rootsHint')}</p>
      <ol className="stack">
        {roots.map((root, i) => (
          <li key={root.join('')}>
            <Digits groups={root} name={t('compare.root', { number: i + 1 })} />
          </li>
        ))}
      </ol>
    </details>
  );
}

interface DigitsProps {
  readonly groups: readonly string[];
  /** The id of the heading that names them. */
  readonly labelledBy?: string;
  readonly name?: string;
}

/** Groups of digits that two people read to each other. */
function Digits({ groups, labelledBy, name }: DigitsProps): ReactElement {
  return (
    <p className="digits mono" translate="no" role="group" aria-labelledby={labelledBy} aria-label={name}>
      {groups.map((group, i) => (
        <span key={i}>{group}</span>
      ))}
    </p>
  );
}
