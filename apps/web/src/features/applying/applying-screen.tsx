import { useEffect, useState, type ReactElement } from 'react';
import application from '../../locales/en/application.json';
import apply from '../../locales/en/apply.json';
import directory from '../../locales/en/directory.json';
import type { RemoteDesk } from '../../platform/desk.js';
import { addCatalogue } from '../../platform/i18n.js';
import '../pages/pages.css';
import './applying.css';
import { FollowingScreen } from './following-screen.js';
import { keepLink, takeLink } from './link.js';
import { NewApplication } from './new-application.js';

addCatalogue('application', application);
addCatalogue('apply', apply);
addCatalogue('directory', directory);

/** What applying is given. */
export interface ApplyingProps {
  readonly desk: RemoteDesk;
  /** The private link that this window follows. */
  readonly link: string | undefined;
}

/** A new application, or the one that this window follows. */
export function ApplyingScreen({ desk, link: opened }: ApplyingProps): ReactElement {
  const [link, setLink] = useState(opened);
  const follow = (to: string | undefined): void => {
    keepLink(window, to);
    setLink(to);
  };
  useEffect(() => {
    const look = (): void => {
      setLink(takeLink(window));
    };
    addEventListener('hashchange', look);
    return () => {
      removeEventListener('hashchange', look);
    };
  }, []);
  if (link === undefined) return <NewApplication desk={desk} onLink={follow} />;
  return (
    <FollowingScreen
      key={link}
      desk={desk}
      link={link}
      onLeave={() => {
        follow(undefined);
      }}
    />
  );
}
