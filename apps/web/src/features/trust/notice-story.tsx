import { useId, useRef, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { NoticeLine, ShownRecord } from '../../desk/api/trust.js';
import { save } from '../../platform/save.js';
import { useAct } from '../../platform/use-act.js';
import { Button } from '../../ui/button.js';
import { Fault } from '../../ui/fault.js';
import { Icon } from '../../ui/icon.js';
import { Table } from '../../ui/table.js';
import { Time } from '../../ui/time.js';
import { ConversationLink } from './conversation-link.js';
import { Dealing } from './dealing.js';
import { grouped } from './grouped.js';
import { printOnly } from './print-only.js';
import { useStories } from './use-stories.js';

/** One notice as a story: what happened, what it means, what to do, and what proves it. */
export function NoticeStory({ notice }: { readonly notice: NoticeLine }): ReactElement {
  const { t } = useTranslation('trust');
  const isOpen = notice.standing === 'open';
  const isGrave = notice.grave && isOpen;
  const id = useId();
  const whole = useRef<HTMLElement>(null);
  const story = useStories()(notice);
  const { number, code, details, conversation, seq, noticedAt, records } = notice;
  const saving = useAct(async (desk) => {
    save(new Blob([await desk.trust.evidence(number)]), `comity-notice-${String(number)}.json`);
  });
  return (
    <article
      ref={whole}
      className={isGrave ? 'note critical no-act' : isOpen ? 'note warn no-act' : 'note no-act'}
      aria-labelledby={id}
    >
      <Icon name={isGrave ? 'broken' : isOpen ? 'alert' : notice.standing === 'information' ? 'info' : 'check'} />
      <div className="stack story">
        <h2 id={id}>{story.title}</h2>
        <p>{story.happened}</p>
        {records.length === 2 && <Records records={records} />}
        <div className="cols cols-3">
          <Part title={t('story.means')}>{story.means}</Part>
          <Part title={t('story.kept')}>{t('story.keptText')}</Part>
          <Part title={t(isOpen ? 'story.do' : 'story.wasToDo')}>{story.do}</Part>
        </div>
        <div className="row no-print">
          <Button
            variant={isGrave ? 'primary' : 'second'}
            icon="download"
            isPending={saving.isPending}
            onPress={() => {
              saving.mutate();
            }}
          >
            {t('story.save')}
          </Button>
          <Button
            icon="print"
            onPress={() => {
              if (whole.current !== null) printOnly(whole.current);
            }}
          >
            {t('story.print')}
          </Button>
          {isGrave && (
            <Link className="btn" to="/directory">
              {t('story.telephone')}
            </Link>
          )}
        </div>
        {saving.error !== null && <Fault error={saving.error} />}
        <p className="row small muted">
          <span>
            <Time at={noticedAt} kind="moment" />
          </span>
          {conversation !== undefined && <ConversationLink id={conversation} seq={seq} />}
          <code className="mono">{details.length === 0 ? code : `${code}: ${details.join(', ')}`}</code>
        </p>
        <Dealing notice={notice} />
      </div>
    </article>
  );
}

function Part({ title, children }: { readonly title: string; readonly children: string }): ReactElement {
  return (
    <div>
      <h3>{title}</h3>
      <p className="small">{children}</p>
    </div>
  );
}

function Records({ records }: { readonly records: readonly ShownRecord[] }): ReactElement {
  const { t } = useTranslation('trust');
  return (
    <Table
      className="boxed-critical"
      caption={t('story.records')}
      columns={[t('story.seenBy'), t('directory.size'), t('directory.root')]}
    >
      {records.map(({ which, size, root }) => (
        <tr role="row" key={which}>
          <th role="rowheader" scope="row">
            {t(`story.${which}`)}
          </th>
          <td role="cell" data-label={t('directory.size')}>
            {t('record.sizeValue', { count: size })}
          </td>
          <td role="cell" data-label={t('directory.root')} className="mono">
            {grouped(root)}
          </td>
        </tr>
      ))}
    </Table>
  );
}
