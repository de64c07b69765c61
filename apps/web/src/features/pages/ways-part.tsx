import { pageChannels, translations } from '#client/choices';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Checkbox } from '../../ui/choices.js';
import { Select } from '../../ui/select.js';
import { TextField } from '../../ui/text-field.js';
import { useLanguageNames, useTerms } from '../directory/use-terms.js';
import { codesIn, type PartProps } from './editing.js';

/** In which languages and by which ways the office is reached. */
export function WaysPart({ draft, onChange, errorOf }: PartProps): ReactElement {
  const { t } = useTranslation(['pages', 'directory']);
  const term = useTerms();
  const { languages, channels, draftsWelcome, oralRequests } = draft;
  return (
    <section className="card stack" aria-labelledby="part-ways">
      <h2 id="part-ways">{t('part.ways')}</h2>
      <p className="small">{t('everyone')}</p>
      <div className="row">
        {(['requests', 'informal'] as const).map((kind) => (
          <CodesField
            key={kind}
            label={t(`field.languages-${kind}`)}
            error={errorOf(`languages.${kind}`)}
            codes={languages[kind]}
            onChange={(codes) => {
              onChange({ languages: { ...languages, [kind]: codes } });
            }}
          />
        ))}
        <Select
          label={t('field.languages-translation')}
          options={translations.map((id) => ({ id, label: t(`directory:translation.${id}`) }))}
          value={languages.translation}
          onChange={(translation) => {
            onChange({ languages: { ...languages, translation } });
          }}
        />
      </div>
      <fieldset className="choices">
        <legend>{t('field.channels')}</legend>
        <div className="row">
          {pageChannels.map((channel) => (
            <Checkbox
              key={channel}
              label={term('channel', channel)}
              isSelected={channels.includes(channel)}
              onChange={(isSelected) => {
                const chosen = (one: typeof channel): boolean =>
                  one === channel ? isSelected : channels.includes(one);
                onChange({ channels: pageChannels.filter(chosen) });
              }}
            />
          ))}
        </div>
      </fieldset>
      <Checkbox
        label={t('field.draftsWelcome')}
        isSelected={draftsWelcome}
        onChange={(isSelected) => {
          onChange({ draftsWelcome: isSelected });
        }}
      />
      <Checkbox
        label={t('field.oralRequests')}
        isSelected={oralRequests}
        onChange={(isSelected) => {
          onChange({ oralRequests: isSelected });
        }}
      />
    </section>
  );
}

interface CodesFieldProps {
  readonly label: string;
  readonly error: string | undefined;
  readonly codes: readonly string[];
  readonly onChange: (codes: string[]) => void;
}

/** Languages by their tags, with the names of those that were typed. */
function CodesField({ label, error, codes, onChange }: CodesFieldProps): ReactElement {
  const { t } = useTranslation('pages');
  const languageName = useLanguageNames();
  const [text, setText] = useState(codes.join(', '));
  const names = codes.map(languageName).join(', ');
  return (
    <TextField
      label={label}
      hint={names === '' ? t('languageHint') : names}
      error={error}
      value={text}
      onChange={(typed) => {
        setText(typed);
        onChange(codesIn(typed));
      }}
    />
  );
}
