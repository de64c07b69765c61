import { useState, type ReactElement, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApprovedDevice, WaitingDevice } from '../../desk/api/devices.js';
import { codeOf } from '../../platform/error-transfer.js';
import { useAct } from '../../platform/use-act.js';
import { Button } from '../../ui/button.js';
import { RadioGroup } from '../../ui/choices.js';
import { Fault } from '../../ui/fault.js';
import { Notice } from '../../ui/notice.js';
import { Time } from '../../ui/time.js';
import { Prepared } from '../administration/prepared.js';
import { areComplete, NO_WORDS } from './typed-words.js';
import { WordBoxes } from './word-boxes.js';

interface ApproveProps {
  /** The request that is looked at: it is approved if the words that are typed are its own. */
  readonly waiting: WaitingDevice;
  readonly onApproved: (approved: ApprovedDevice) => void;
  readonly onLater: () => void;
}

/** Approves a device: the six words are heard and typed here. */
export function ApproveDevice({ waiting, onApproved, onLater }: ApproveProps): ReactElement {
  const { t } = useTranslation('devices');
  const [words, setWords] = useState(NO_WORDS);
  const [compared, setCompared] = useState<'person' | 'telephone'>();
  const [differs, setDiffers] = useState(false);
  const of = { officer: waiting.officer.id, device: waiting.device };
  const approving = useAct((desk, typed: string) => desk.devices.approve(typed, of));
  const preparing = useAct((desk, typed: string) => desk.signatures.enrol(typed, of));
  const takesTwo = waiting.approval === 'two';
  const { error, isPending } = takesTwo ? preparing : approving;
  const isWrong = error !== null && codeOf(error) === 'identity.words';
  const { isOwn, officer } = waiting;
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    setDiffers(false);
    const typed = words.join(' ');
    if (takesTwo) preparing.mutate(typed);
    else approving.mutate(typed, { onSuccess: onApproved });
  };
  if (preparing.data !== undefined) return <Prepared line={preparing.data} />;
  return (
    <form className="stack" onSubmit={submit} noValidate>
      <p>{t(isOwn ? 'approve.howOwn' : 'approve.how', { name: officer.name })}</p>
      <WordBoxes
        words={words}
        onChange={(typed) => {
          setWords(typed);
          if (isWrong) (takesTwo ? preparing : approving).reset();
        }}
        isInvalid={isWrong}
        legend={t(isOwn ? 'words.legendOwn' : 'words.legend')}
      />
      {isWrong && (
        <Notice tone="critical" title={t('approve.wrong')} isAnnounced>
          {t('approve.wrongWhat')}
        </Notice>
      )}
      {error !== null && !isWrong && <Fault error={error} />}
      {!isOwn && (
        <RadioGroup
          label={t('approve.compared')}
          hint={t('approve.comparedHint')}
          options={[
            { id: 'person', label: t('approve.person') },
            { id: 'telephone', label: t('approve.telephone') },
          ]}
          value={compared}
          onChange={setCompared}
        />
      )}
      <dl className="pairs">
        <dt>{t('approve.officer')}</dt>
        <dd>{officer.name}</dd>
        <dt>{t('approve.kind')}</dt>
        <dd>{t(`kinds.${waiting.kind}`)}</dd>
        <dt>{t('approve.asked')}</dt>
        <dd>
          <Time at={waiting.asked} kind="moment" />
        </dd>
        <dt>{t('approve.expires')}</dt>
        <dd>
          <Time at={waiting.expiry} kind="date" />
        </dd>
        <dt>{t('approve.opens')}</dt>
        <dd>{t(isOwn ? 'approve.opensOwn' : 'approve.opensTheirs')}</dd>
      </dl>
      {differs && <Differs name={officer.name} isOwn={isOwn} />}
      <div className="row">
        <Button
          variant="primary"
          type="submit"
          isPending={isPending}
          isDisabled={!areComplete(words) || (!isOwn && compared === undefined)}
        >
          {t('approve.sign')}
        </Button>
        <Button
          variant="grave"
          onPress={() => {
            setDiffers(true);
          }}
        >
          {t('approve.differ')}
        </Button>
        <Button variant="quiet" onPress={onLater}>
          {t('approve.later')}
        </Button>
      </div>
      <p className="hint">{t('approve.signature')}</p>
    </form>
  );
}

/** What it means where the words are not the same, and what to do. */
function Differs({ name, isOwn }: { readonly name: string; readonly isOwn: boolean }): ReactElement {
  const { t } = useTranslation('devices');
  return (
    <Notice tone="warn" title={t('differ.title')} isAnnounced>
      <ol className="terms">
        <li>{t('differ.again')}</li>
        <li>{t('differ.new')}</li>
        <li>{t(isOwn ? 'differ.strangerOwn' : 'differ.stranger', { name })}</li>
      </ol>
    </Notice>
  );
}
