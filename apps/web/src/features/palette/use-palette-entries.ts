import { useDeferredValue } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { holdsAll, wordsOf } from '#pages';
import type { AuthorityLine } from '../../desk/api/directory.js';
import type { Found, InboxLine } from '../../desk/api/inbox.js';
import { useDesk, useView } from '../../platform/use-desk.js';
import type { IconName } from '../../ui/icon.js';
import { conversationPath } from '../conversation/link.js';
import { useStates } from '../directory/use-states.js';
import { useInbox } from '../inbox/use-inbox.js';
import { useLineNames } from '../inbox/use-line-names.js';
import type { Overlay } from '../shell/overlay.js';

/** One thing to go to or to do. */
interface PaletteEntry {
  readonly id: string;
  readonly icon: IconName;
  readonly label: string;
  readonly detail?: string;
  /** The keys that do the same. */
  readonly keys?: readonly string[];
  readonly act: () => void;
}

/** Entries of one kind. */
interface PaletteSection {
  readonly name: 'conversations' | 'authorities' | 'messages' | 'acts';
  readonly entries: readonly PaletteEntry[];
}

/** Shown of each kind; without words, of what moved last. */
const MOST = 6;
const FEWEST_LETTERS = 2;
const NOTHING: Found['messages'] = [];

/** What was found, whether something is still being looked through, and what could not be. */
interface PaletteFound {
  /** By kind; a kind without any is left out. */
  readonly sections: readonly PaletteSection[];
  readonly isLooking: boolean;
  readonly error: Error | null;
  readonly retry: () => void;
}

/** What answers to the words. */
export function usePaletteEntries(words: string, open: (overlay: Overlay) => void): PaletteFound {
  const asked = useDeferredValue(words.trim());
  const isExpert = useDesk().self.expert !== undefined;
  const inbox = useInbox();
  const directory = useView(['directory'], (desk) => desk.directory.list());
  const messages = useView(['inbox', 'find', asked], async (desk) =>
    asked.length < FEWEST_LETTERS ? NOTHING : (await desk.inbox.find(asked)).messages,
  );
  const acts = useActs(open).filter(({ label }) => holdsAll([label], wordsOf(words)));
  const sections: PaletteSection[] = [
    { name: 'conversations', entries: useConversations(words, inbox.data ?? []) },
    { name: 'authorities', entries: useAuthorities(words, isExpert ? [] : (directory.data?.lines ?? [])) },
    { name: 'messages', entries: useMessages(messages.data ?? []) },
    { name: 'acts', entries: acts },
  ];
  const views = [inbox, directory, messages];
  return {
    sections: sections.filter(({ entries }) => entries.length > 0),
    isLooking: views.some(({ isPending }) => isPending),
    error: views.find(({ isError }) => isError)?.error ?? null,
    retry: () => {
      for (const { isError, refetch } of views) if (isError) void refetch();
    },
  };
}

function useConversations(words: string, data: readonly InboxLine[]): readonly PaletteEntry[] {
  const navigate = useNavigate();
  const { matter, counterparts } = useLineNames();
  const wanted = wordsOf(words);
  return data
    .filter((line) => {
      const references = [line.ownReference ?? '', ...line.theirReferences];
      const names = line.counterparts.map(({ name }) => name);
      return holdsAll([matter(line), counterparts(line), ...names, ...line.officers, ...references], wanted);
    })
    .slice(0, MOST)
    .map((line) => ({
      id: `c ${line.id}`,
      icon: 'consult',
      label: matter(line),
      detail: [counterparts(line), line.ownReference].filter((part) => part !== undefined).join(', '),
      act: () => void navigate(conversationPath(line.id)),
    }));
}

function useAuthorities(words: string, lines: readonly AuthorityLine[]): readonly PaletteEntry[] {
  const navigate = useNavigate();
  const states = useStates();
  const wanted = wordsOf(words);
  if (wanted.length === 0) return [];
  return lines
    .filter((line) => {
      const names = line.names.map(({ name }) => name);
      return holdsAll([states.name(line), states.short(line), line.name, ...names, ...line.officers], wanted);
    })
    .slice(0, MOST)
    .map((line) => ({
      id: `a ${line.id}`,
      icon: 'book',
      label: states.name(line),
      detail: line.name,
      act: () => void navigate(`/directory/${encodeURIComponent(line.id)}`),
    }));
}

function useMessages(messages: Found['messages']): readonly PaletteEntry[] {
  const { t } = useTranslation('palette');
  const navigate = useNavigate();
  return messages.slice(0, MOST).map(({ conversation, seq, text, by }) => ({
    id: `m ${conversation} ${String(seq)}`,
    icon: 'quote',
    label: text.length > 90 ? `${[...text].slice(0, 88).join('')}…` : text,
    detail: t('by', { name: by ?? '', seq }),
    act: () => void navigate(conversationPath(conversation, seq)),
  }));
}

function useActs(open: (overlay: Overlay) => void): readonly PaletteEntry[] {
  const { t } = useTranslation('palette');
  const { desk, self } = useDesk();
  const navigate = useNavigate();
  const go = (
    name: 'new' | 'inbox' | 'consultations' | 'directory' | 'trust' | 'administration' | 'devices' | 'settings',
    icon: IconName,
    keys: readonly string[],
  ): PaletteEntry => ({ id: name, icon, label: t(`act.${name}`), keys, act: () => void navigate(`/${name}`) });
  return [
    ...(self.expert === undefined
      ? [
          go('new', 'plus', ['N']),
          go('inbox', 'inbox', ['G', 'I']),
          go('consultations', 'consult', ['G', 'C']),
          go('directory', 'book', ['G', 'D']),
        ]
      : []),
    go('trust', 'record', ['G', 'R']),
    ...(self.administrator ? [go('administration', 'admin', ['G', 'A'])] : []),
    go('devices', 'device', ['G', 'M']),
    go('settings', 'gear', ['G', 'S']),
    {
      id: 'keys',
      icon: 'info',
      label: t('act.keys'),
      keys: ['?'],
      act: () => {
        open('keys');
      },
    },
    {
      id: 'help',
      icon: 'help',
      label: t('act.help'),
      keys: ['F1'],
      act: () => {
        open('help');
      },
    },
    { id: 'lock', icon: 'lock', label: t('act.lock'), act: () => void desk.access.lock() },
  ];
}
