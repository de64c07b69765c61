import type { ReactElement } from 'react';
import { Trans, useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Standing } from '../../desk/api/trust.js';
import { useNow } from '../../platform/clock.js';
import { timeWords } from '../../platform/time-words.js';
import { classes } from '../../ui/classes.js';
import { Icon, type IconName } from '../../ui/icon.js';
import { useStanding } from './use-standing.js';
import { useStories } from './use-stories.js';

const ICONS: Readonly<Record<Standing['level'], IconName>> = {
  calm: 'shield',
  noticed: 'alert',
  missing: 'clock',
  device: 'device',
  old: 'clock',
  doubt: 'broken',
};
const SHAPES: Readonly<Record<Standing['level'], string | undefined>> = {
  calm: undefined,
  noticed: 'is-old',
  missing: 'is-old',
  device: 'is-old',
  old: 'is-old',
  doubt: 'is-broken',
};

/** The one indicator: calm only when everything is; it leads to the page that explains. */
export function TrustIndicator(): ReactElement {
  const { t } = useTranslation('trust');
  const { data, isError } = useStanding();
  if (data === undefined)
    return (
      <Link className={classes('trust', 'is-old')} to="/trust">
        <Icon name="clock" />
        {t(isError ? 'indicator.unknown' : 'indicator.asking')}
      </Link>
    );
  return (
    <Link className={classes('trust', SHAPES[data.level])} to="/trust">
      <Icon name={ICONS[data.level]} />
      <span>
        <Words standing={data} />
      </span>
    </Link>
  );
}

function Words({ standing }: { readonly standing: Standing }): ReactElement {
  const { t, i18n } = useTranslation('trust');
  const now = useNow();
  const story = useStories();
  const { level, missing, devices, doubtful, notices, checkedAt, sending } = standing;
  const when = timeWords(Math.min(checkedAt, now), 'relative', { language: i18n.language, now });
  const open = notices.filter((notice) => notice.standing === 'open');
  const grave = open.find((notice) => notice.grave);
  const parts = { t, ns: 'trust', components: { long: <span className="long" /> } } as const;
  switch (level) {
    case 'calm':
      return devices === 0 ? (
        <Trans {...parts} i18nKey="indicator.calmNone" values={{ when }} />
      ) : (
        <Trans {...parts} i18nKey="indicator.calm" values={{ devices, when }} />
      );
    case 'noticed':
      return <Trans {...parts} i18nKey="indicator.noticed" count={open.length} values={{ when }} />;
    case 'missing':
      return <Trans {...parts} i18nKey="indicator.missing" count={missing} />;
    case 'device':
      return doubtful.length === 0 ? (
        <Trans {...parts} i18nKey="indicator.key" />
      ) : (
        <Trans {...parts} i18nKey="indicator.device" count={doubtful.length} values={{ all: devices }} />
      );
    case 'old':
      return checkedAt === 0 ? (
        <Trans {...parts} i18nKey="indicator.oldNever" />
      ) : (
        <Trans {...parts} i18nKey="indicator.old" values={{ when }} />
      );
    case 'doubt': {
      const title = grave === undefined ? t('device.cloned') : story(grave).title;
      const key = sending === 'stopped' ? 'indicator.doubtStopped' : 'indicator.doubt';
      return <Trans {...parts} i18nKey={key} values={{ title }} />;
    }
  }
}
