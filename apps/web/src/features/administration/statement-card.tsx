import { useId, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { SignerLine, StatementLine } from '../../desk/api/signatures.js';
import { save } from '../../platform/save.js';
import { useAct } from '../../platform/use-act.js';
import { Button } from '../../ui/button.js';
import { Fault } from '../../ui/fault.js';
import type { IconName } from '../../ui/icon.js';
import { Mark, type MarkProps } from '../../ui/mark.js';
import { Unconfirmed } from '../devices/unconfirmed.js';
import { SignStatement } from './sign-statement.js';
import { StatementFacts } from './statement-facts.js';
import { StatementNext } from './statement-next.js';
import { useActWords } from './use-act-words.js';

const MARKS = {
  signature: ['warn', 'pen'],
  'not-web': ['warn', 'device'],
  ready: ['chosen', 'check'],
  logged: ['ok', 'shield'],
  stale: ['critical', 'alert'],
} as const satisfies Record<StatementLine['standing'], readonly [MarkProps['tone'], IconName]>;

/** A statement on its way: what it says, who has signed it, what it lacks, and what can be done here. */
export function StatementCard({ line }: { readonly line: StatementLine }): ReactElement {
  const { t } = useTranslation('administration');
  const actWords = useActWords();
  const id = useId();
  const { standing, signers, file, fileName } = line;
  const [tone, icon] = MARKS[standing];
  return (
    <section className="card stack" aria-labelledby={id}>
      <div className="row">
        <h2 id={id}>{actWords(line.act)}</h2>
        <span className="push">
          <Mark tone={tone} icon={icon}>
            {t(`signatures.standing.${standing}`)}
          </Mark>
        </span>
      </div>
      <StatementNext line={line} />
      <StatementFacts act={line.act} />
      <dl className="pairs">
        <dt>{t('signatures.signers')}</dt>
        <dd>
          {signers.length === 0 && t('signatures.nobodyYet')}
          <ul className="plain">
            {signers.map((signer, place) => (
              <li key={place}>
                <Signer signer={signer} />
              </li>
            ))}
          </ul>
        </dd>
      </dl>
      <details>
        <summary>{t('signatures.what')}</summary>
        <pre className="mono small signed-text" translate="no" tabIndex={0}>
          {file}
        </pre>
      </details>
      <Acts
        line={line}
        onSave={() => {
          save(new Blob([file], { type: 'application/json' }), fileName);
        }}
      />
    </section>
  );
}

function Signer({ signer: { is, person, kind } }: { readonly signer: SignerLine }): ReactElement {
  const { t } = useTranslation('administration');
  if (is === 'authority-key' || is === 'new-device') return <>{t(`signatures.signer.${is}`)}</>;
  if (person === undefined || kind === undefined) return <>{t('signatures.signer.unknown')}</>;
  return <>{t(`signatures.signer.${is}`, { name: person.name, kind: t(`signatures.kinds.${kind}`) })}</>;
}

function Acts({ line, onSave }: { readonly line: StatementLine; readonly onSave: () => void }): ReactElement {
  const { t } = useTranslation('administration');
  const submitting = useAct((desk) => desk.signatures.submit(line.id));
  const dropping = useAct((desk) => desk.signatures.drop(line.id));
  const error = submitting.error ?? dropping.error;
  const isOpen = line.standing !== 'logged' && line.standing !== 'stale';
  return (
    <>
      {error !== null && <Fault error={error} />}
      {submitting.data?.confirmed === false && <Unconfirmed />}
      {isOpen && !line.isSigned && <SignStatement line={line} />}
      <div className="row">
        {line.standing === 'ready' && (
          <Button
            variant="primary"
            isPending={submitting.isPending}
            onPress={() => {
              submitting.mutate();
            }}
          >
            {t('signatures.submit')}
          </Button>
        )}
        {isOpen && (
          <Button icon="download" onPress={onSave}>
            {t('signatures.save')}
          </Button>
        )}
        <Button
          variant="quiet"
          isPending={dropping.isPending}
          onPress={() => {
            dropping.mutate();
          }}
        >
          {t('signatures.drop')}
        </Button>
      </div>
    </>
  );
}
