import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { InboxLine } from '../../desk/api/inbox.js';
import { useDesk } from '../../platform/use-desk.js';
import { Mark } from '../../ui/mark.js';
import { Menu } from '../../ui/menu.js';
import { Time } from '../../ui/time.js';
import { OfficeNow } from '../directory/office-now.js';
import { useLineNames } from './use-line-names.js';

/** What a line of the inbox is given. */
export interface InboxRowProps {
  readonly line: InboxLine;
  readonly onSetAside: (id: string, done: boolean) => void;
}

/** One conversation: what it is about, with whom, whose turn it is, and everything that is not as usual. */
export function InboxRow({ line, onSetAside }: InboxRowProps): ReactElement {
  const { t } = useTranslation('inbox');
  const { matter, counterparts } = useLineNames();
  return (
    <div className="inbox-grid">
      <span className="mark">
        {line.unread > 0 && <span className="unread" role="img" aria-label={t('unread', { count: line.unread })} />}
      </span>
      <div>
        <p className="matter">
          <bdi>{matter(line)}</bdi>
        </p>
        <References line={line} />
        <Marks line={line} />
      </div>
      <p className="cell who">
        <span>{counterparts(line)}</span>
        <small>
          <bdi>{line.officers.slice(0, 3).join(', ')}</bdi>
        </small>
      </p>
      <div className="cell wait">
        <Awaited line={line} />
        {line.hours !== undefined && <OfficeNow hours={line.hours} />}
      </div>
      <p className="cell last">{line.lastAt > 0 && <Time at={line.lastAt} kind="relative" />}</p>
      <RowMenu line={line} onSetAside={onSetAside} name={matter(line)} />
    </div>
  );
}

function References({ line }: { readonly line: InboxLine }): ReactElement | undefined {
  const { t } = useTranslation('inbox');
  const { ownReference, theirReferences } = line;
  if (line.kind === 'direct' && ownReference === undefined && theirReferences.length === 0) return undefined;
  return (
    <p className="refs">
      <span>
        {t('ours')} <b>{ownReference === undefined ? t('noneYet') : <bdi>{ownReference}</bdi>}</b>
      </span>
      <span>
        {t('theirs')} <b>{theirReferences.length === 0 ? t('noneYet') : <bdi>{theirReferences.join(', ')}</bdi>}</b>
      </span>
    </p>
  );
}

function Marks({ line }: { readonly line: InboxLine }): ReactElement | undefined {
  const { t } = useTranslation('inbox');
  const marks = [
    line.doubted && <Mark key="doubted" tone="warn" icon="alert" children={t('mark.doubted')} />,
    line.consent === 'asked' && <Mark key="consent" tone="warn" icon="pen" children={t('mark.consent')} />,
    line.unreadable > 0 && <Mark key="unreadable" tone="dashed" icon="lock" children={t('mark.unreadable')} />,
    line.draft && <Mark key="draft" tone="plain" icon="pen" children={t('mark.draft')} />,
    line.closed && <Mark key="closed" tone="plain" icon="check" children={t('mark.closed')} />,
    !line.member && <Mark key="left" tone="plain" icon="leave" children={t('mark.left')} />,
    line.done && <Mark key="done" tone="plain" icon="check" children={t('mark.done')} />,
  ].filter((mark) => mark !== false);
  return marks.length === 0 ? undefined : <p className="row tight marks">{marks}</p>;
}

function Awaited({ line }: { readonly line: InboxLine }): ReactElement | undefined {
  const { t } = useTranslation('inbox');
  const say = (whom: 'us' | 'them' | 'line', what: string): ReactElement => (
    <span>
      <span className="strong">{t(whom)}</span> {what}
    </span>
  );
  if (line.queued > 0) return say('line', t('awaited.queued', { count: line.queued }));
  if (line.part === 'quiet') return undefined;
  if (line.consent !== undefined) return say('us', t(`awaited.${line.consent}`));
  if (line.draft) return say('us', t('awaited.draft'));
  if (line.part === 'unread') return say('us', t('awaited.reading'));
  return line.awaits === 'nobody' ? undefined : say(line.awaits, t('awaited.answer'));
}

function RowMenu({ line, onSetAside, name }: InboxRowProps & { readonly name: string }): ReactElement {
  const { t } = useTranslation('inbox');
  const { desk } = useDesk();
  return (
    <Menu
      label={t('acts', { name })}
      variant="quiet"
      isSmall
      items={[
        {
          id: 'done',
          label: t(line.done ? 'notDone' : 'done'),
          icon: line.done ? 'undo' : 'check',
          hint: 'E',
          onAction: () => {
            onSetAside(line.id, !line.done);
          },
        },
        {
          id: 'pin',
          label: t(line.pinned ? 'unpin' : 'pin'),
          icon: 'pin',
          onAction: () => {
            void desk.inbox.setPinned(line.id, !line.pinned);
          },
        },
      ]}
    />
  );
}
