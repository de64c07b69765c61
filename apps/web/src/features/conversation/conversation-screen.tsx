import './conversation.css';
import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { useEffect, useState, type ReactElement } from 'react';
import { useNavigate, useParams } from 'react-router';
import type { ConversationView } from '../../desk/api/conversations.js';
import type { Tail } from '../../desk/api/thread.js';
import words from '../../locales/en/conversation.json';
import { addCatalogue } from '../../platform/i18n.js';
import { useShortcuts } from '../../platform/shortcuts.js';
import { DeskError } from '../../platform/error-transfer.js';
import { useDesk } from '../../platform/use-desk.js';
import { EmptyState } from '../../ui/empty-state.js';
import { Fault } from '../../ui/fault.js';
import { classes } from '../../ui/classes.js';
import { Opening } from '../../ui/opening.js';
import { PageHead, usePageTitle } from '../../ui/page-head.js';
import { Loading } from '../../ui/progress.js';
import { BeforeWriting } from './composer/before-writing.js';
import { Composer } from './composer/composer.js';
import { useComposing } from './composer/use-composing.js';
import { ConversationHead } from './conversation-head.js';
import { nextToEnd } from './escape.js';
import { ExpertEnded } from './expert-banner.js';
import { useExpertEnd } from './expert-end.js';
import { OutgoingFiles } from './files/outgoing-files.js';
import { useAttaching } from './files/use-attaching.js';
import { OwnSideBanner } from './own-side-banner.js';
import { Sheet, type SheetPart } from './members/sheet.js';
import { PrintedConversation } from './print/printed-conversation.js';
import { tailOf, viewOf } from './read-ahead.js';
import { Thread } from './thread/thread.js';
import { ZonesContext, zonesOf } from './thread/zones.js';
import { useConversationActs } from './use-conversation-acts.js';
import { isolated, useWords } from './words.js';

addCatalogue('conversation', words);

/** How far what is on its way has come is looked at so often, milliseconds. */
const GLANCE = 2_000;

/** A conversation: what was said, a place to write, and beside it who is in it. */
export function ConversationScreen(): ReactElement {
  const { id = '' } = useParams();
  // What is being written, and where one reads, belong to one conversation.
  return <Conversation key={id} id={id} />;
}

function Conversation({ id }: { readonly id: string }): ReactElement {
  const { say } = useWords();
  const { desk, self } = useDesk();
  const view = useQuery(viewOf(desk, id));
  // Asked for at once, so that what is on its way holds up nothing that stands.
  const tail = useTail(id);
  if (view.data === undefined && self.expert === id && codeOf(view.error) === 'conversation.absent')
    return (
      <div className="page">
        <PageHead title={say('conversation')} />
        <EmptyState title={say('expert.notYetTitle')}>
          <p>{say('expert.notYet')}</p>
        </EmptyState>
      </div>
    );
  if (view.error !== null && view.data === undefined)
    return (
      <div className="page">
        <PageHead title={say('conversation')} />
        <Fault error={view.error} onRetry={() => void view.refetch()} />
      </div>
    );
  if (view.data === undefined)
    return (
      <div className="page">
        <Opening title={say('conversation')} label={say('loading')} />
      </div>
    );
  return (
    <ZonesContext value={zonesOf(view.data)}>
      <OpenConversation view={view.data} tail={tail} />
    </ZonesContext>
  );
}

function OpenConversation(props: {
  readonly view: ConversationView;
  readonly tail: UseQueryResult<Tail>;
}): ReactElement {
  const end = useExpertEnd(props.view);
  const view = end === undefined ? props.view : { ...props.view, member: false };
  const { data: tail, error, refetch } = props.tail;
  const { say, list, state } = useWords();
  const { id } = view;
  const navigate = useNavigate();
  const [part, setPart] = useState<SheetPart>('members');
  const [isSheetOpen, setSheetOpen] = useState(false);
  const [printing, setPrinting] = useState(0);
  const composing = useComposing(id);
  const acts = useConversationActs(id, composing);
  const attaching = useAttaching(id);
  // Not after its subject: browsers keep what windows were named in a history that nothing seals.
  usePageTitle(say('messages'));

  const show = (shown: SheetPart): void => {
    setPart(shown);
    setSheetOpen(true);
  };
  const print = (): void => {
    setPrinting((before) => before + 1);
  };
  const escape = (): void => {
    const held = tail?.waiting.findLast(({ state }) => state === 'held');
    const field = document.querySelector<HTMLElement>('[data-compose]:focus');
    const ends = {
      sheet: () => {
        setSheetOpen(false);
      },
      target: composing.dropTarget,
      held: () => {
        if (held !== undefined) acts.takeBack(held.id);
      },
      field: () => field?.blur(),
      screen: () => void navigate('/inbox'),
    };
    const isOpen = { sheet: isSheetOpen, target: composing.target !== undefined };
    ends[nextToEnd({ ...isOpen, held: held !== undefined, field: field !== null })]();
  };
  useShortcuts({
    Escape: escape,
    // Of the thread only what is on the screen is there for the browser's own print.
    'Ctrl+p': print,
    m: () => {
      if (isSheetOpen && part === 'members') setSheetOpen(false);
      else show('members');
    },
  });

  const isNote = view.kind === 'authority';
  const canWrite = view.member && !view.closed;
  const parties = list(view.others.map(state));
  return (
    <div className={classes('consult', isNote && 'is-own-side')}>
      <div className="talk" {...(canWrite ? attaching.drop : {})}>
        <ConversationHead view={view} isSheetOpen={isSheetOpen} onShow={show} onPrint={print} />
        <p className="print-part">{say('print.part')}</p>
        {isNote && <OwnSideBanner beside={view.beside} />}
        {tail === undefined ? (
          <div className="log">
            {error === null ? (
              <Loading label={say('loadingMessages')} />
            ) : (
              <Fault error={error} onRetry={() => void refetch()} />
            )}
          </div>
        ) : (
          <Thread
            view={view}
            tail={tail}
            acts={acts}
            onShowMembers={() => {
              show('members');
            }}
          />
        )}
        {canWrite ? (
          <Composer
            label={isNote ? say('composer.nameOwn') : say('composer.name', { parties })}
            composing={composing}
            onSend={acts.send}
            isNote={isNote}
            attaching={attaching}
            files={<OutgoingFiles conversation={id} />}
          >
            <BeforeWriting view={view} />
          </Composer>
        ) : (
          <p className="composer is-shut" role="note">
            {end === undefined ? (
              say(view.closed ? 'composer.closed' : 'composer.left')
            ) : (
              <ExpertEnded end={end} party={isolated(state(view.ours))} />
            )}
          </p>
        )}
      </div>
      <Sheet
        view={view}
        part={part}
        isOpen={isSheetOpen}
        onPart={setPart}
        onClose={() => {
          setSheetOpen(false);
        }}
      />
      {printing > 0 && (
        <PrintedConversation
          key={printing}
          view={view}
          onDone={() => {
            setPrinting(0);
          }}
        />
      )}
    </div>
  );
}

function codeOf(error: unknown): string | undefined {
  return error instanceof DeskError ? error.code : undefined;
}

/** What stands after the last place; looked at again while something of it is on its way. */
function useTail(id: string): UseQueryResult<Tail> {
  const { desk } = useDesk();
  const tail = useQuery(tailOf(desk, id));
  const { data, refetch } = tail;
  const isMoving = data?.waiting.some(({ state }) => state !== 'refused') ?? false;
  useEffect(() => {
    if (!isMoving) return undefined;
    const timer = setInterval(() => void refetch(), GLANCE);
    return () => {
      clearInterval(timer);
    };
  }, [isMoving, refetch]);
  return tail;
}
