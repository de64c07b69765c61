import type { PageDraft } from '#client';
import { needsTopic, pageTopics, visibilities } from '#client/choices';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Select } from '../../ui/select.js';
import { TextField } from '../../ui/text-field.js';
import { useTerms } from '../directory/use-terms.js';
import type { PartProps } from './editing.js';
import { FormRows } from './form-rows.js';

/** What the authority's law says, and what it asks and needs, topic by topic; who may read each. */
export function TextsPart({ draft, onChange, errorOf }: PartProps): ReactElement {
  const { t } = useTranslation('pages');
  const term = useTerms();
  const { sections } = draft;
  const topics = [...new Set<string>([...pageTopics, ...sections.map(({ topic }) => topic)])];
  return (
    <section className="card stack" aria-labelledby="part-texts">
      <h2 id="part-texts">{t('part.texts')}</h2>
      <p className="small">{t('texts.what')}</p>
      {errorOf('sections') !== undefined && <p className="error">{errorOf('sections')}</p>}
      <FormRows
        label={t('part.texts')}
        items={sections}
        onChange={(changed) => {
          onChange({ sections: changed });
        }}
        add={t('texts.add')}
        remove={(number) => t('texts.remove', { number })}
        fresh={(): PageDraft['sections'][number] => ({ topic: 'remarks', language: 'en', text: '' })}
      >
        {({ topic, language, text, visible = 'everyone' }, change, place) => (
          <>
            <Select
              label={t('texts.topic')}
              error={errorOf(`sections.${String(place)}.topic`)}
              options={topics.map((id) => ({ id, label: term('topic', id) }))}
              value={topic}
              onChange={(value) => {
                change(value === needsTopic ? { topic: value, visible: 'members' } : { topic: value });
              }}
            />
            <TextField
              label={t('language')}
              error={errorOf(`sections.${String(place)}.language`)}
              value={language}
              onChange={(value) => {
                change({ language: value });
              }}
            />
            <Select
              label={t('texts.visible')}
              {...(topic === needsTopic && { hint: t('texts.needs') })}
              error={errorOf(`sections.${String(place)}.visible`)}
              options={visibilities.map((id) => ({ id, label: t(`visible.${id}`) }))}
              value={visible}
              onChange={(value) => {
                change({ visible: value });
              }}
            />
            <div className="is-wide">
              <TextField
                label={t('texts.text')}
                {...(visible === 'members' && { hint: t('texts.most') })}
                multiline
                rows={4}
                error={errorOf(`sections.${String(place)}.text`)}
                value={text}
                onChange={(value) => {
                  change({ text: value });
                }}
              />
            </div>
          </>
        )}
      </FormRows>
    </section>
  );
}
