import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { AuthorityLine } from '../../desk/api/directory.js';
import { Button } from '../../ui/button.js';
import { Checkbox } from '../../ui/choices.js';
import { classes } from '../../ui/classes.js';
import { Select } from '../../ui/select.js';
import { TextField } from '../../ui/text-field.js';
import { counted, type DirectoryFilter } from './directory-filter.js';
import { useStates } from './use-states.js';
import { useLanguageNames, useTerms } from './use-terms.js';

/** What the filter of the directory is given. */
export interface DirectoryFiltersProps {
  /** All of the directory: what may be chosen is what there is. */
  readonly lines: readonly AuthorityLine[];
  readonly filter: DirectoryFilter;
  readonly onChange: (filter: DirectoryFilter) => void;
}

/** Narrows the directory by words, hours, State, function, instrument, language, channel and regional network. */
export function DirectoryFilters({ lines, filter, onChange }: DirectoryFiltersProps): ReactElement {
  const { t } = useTranslation('directory');
  const term = useTerms();
  const languageName = useLanguageNames();
  const [isOpen, setOpen] = useState(false);
  const set = (change: Partial<DirectoryFilter>): void => {
    onChange({ ...filter, ...change });
  };
  const names = useStates();
  const states = [
    ...new Map(lines.map((line) => [line.state, { id: line.state, label: names.short(line) }])).values(),
  ].sort((a, b) => a.label.localeCompare(b.label));
  const channels = counted(lines, (line) => line.channels).map(([id]) => ({ id, label: term('channel', id) }));
  const instruments = counted(lines, (line) => line.instruments).map(([id]) => ({ id, label: term('instrument', id) }));
  const languages = counted(lines, (line) => line.languages).map(([id]) => ({ id, label: languageName(id) }));
  const networks = [
    ...new Map(lines.flatMap((line) => line.networks.map(({ id, name }) => [id, { id, label: name }]))).values(),
  ].sort((a, b) => a.label.localeCompare(b.label));
  return (
    <form
      className="stack no-print"
      aria-label={t('filter.label')}
      onSubmit={(event) => {
        event.preventDefault();
      }}
    >
      <TextField
        label={t('filter.words')}
        type="search"
        value={filter.words}
        onChange={(words) => {
          set({ words });
        }}
      />
      <div className="filter-toggle">
        <Button
          isSmall
          icon="filter"
          aria-expanded={isOpen}
          onPress={() => {
            setOpen(!isOpen);
          }}
        >
          {t('filter.more')}
        </Button>
      </div>
      <div className={classes('stack', 'filter-rest', isOpen && 'is-open')}>
        <fieldset className="choices">
          <legend>{t('filter.openNow')}</legend>
          <Checkbox
            label={t('filter.atThisMoment')}
            isSelected={filter.openNow}
            onChange={(openNow) => {
              set({ openNow });
            }}
          />
          <Checkbox
            label={t('filter.reachable')}
            isSelected={filter.reachable}
            onChange={(reachable) => {
              set({ reachable });
            }}
          />
        </fieldset>
        <Select
          label={t('filter.state')}
          options={[{ id: '', label: t('filter.anyState') }, ...states]}
          value={filter.state}
          onChange={(state) => {
            set({ state });
          }}
        />
        <fieldset className="choices">
          <legend>{t('filter.function')}</legend>
          {counted(lines, (line) => line.functions).map(([code, count]) => (
            <Checkbox
              key={code}
              label={
                <>
                  {term('function', code)} <span className="muted xs">{count}</span>
                </>
              }
              isSelected={filter.functions.includes(code)}
              onChange={(isSelected) => {
                const others = filter.functions.filter((one) => one !== code);
                set({ functions: isSelected ? [...others, code] : others });
              }}
            />
          ))}
        </fieldset>
        <Select
          label={t('filter.instrument')}
          options={[{ id: '', label: t('filter.anyInstrument') }, ...instruments]}
          value={filter.instrument}
          onChange={(instrument) => {
            set({ instrument });
          }}
        />
        <Select
          label={t('filter.language')}
          options={[{ id: '', label: t('filter.anyLanguage') }, ...languages]}
          value={filter.language}
          onChange={(language) => {
            set({ language });
          }}
        />
        <Select
          label={t('filter.channel')}
          options={[{ id: '', label: t('filter.anyChannel') }, ...channels]}
          value={filter.channel}
          onChange={(channel) => {
            set({ channel });
          }}
        />
        {networks.length > 0 && (
          <Select
            label={t('filter.network')}
            options={[{ id: '', label: t('filter.anyNetwork') }, ...networks]}
            value={filter.network}
            onChange={(network) => {
              set({ network });
            }}
          />
        )}
      </div>
    </form>
  );
}
