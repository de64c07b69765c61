import { useState, type ReactElement } from 'react';
import { Button } from '../../../ui/button.js';
import { Dialog } from '../../../ui/dialog.js';
import { Mark } from '../../../ui/mark.js';
import { useWords } from '../words.js';

/** Puts a message on the record: a deliberate act, with what it means before it is done. */
export function OnTheRecord(props: {
  readonly isChosen: boolean;
  readonly onChange: (isChosen: boolean) => void;
}): ReactElement {
  const { isChosen, onChange } = props;
  const { say } = useWords();
  const [isAsking, setAsking] = useState(false);
  const answer = (chosen: boolean): void => {
    setAsking(false);
    onChange(chosen);
  };
  if (isChosen) {
    return (
      <button
        type="button"
        className="bare"
        title={say('composer.recordOff')}
        onClick={() => {
          onChange(false);
        }}
      >
        <Mark tone="chosen" icon="record">
          {say('composer.record')}
        </Mark>
      </button>
    );
  }
  return (
    <>
      <Button
        isSmall
        variant="quiet"
        icon="record"
        onPress={() => {
          setAsking(true);
        }}
      >
        {say('composer.record')}
      </Button>
      {isAsking && (
        <Dialog
          title={say('composer.recordTitle')}
          onClose={() => {
            setAsking(false);
          }}
          footer={
            <>
              <Button
                variant="primary"
                onPress={() => {
                  answer(true);
                }}
              >
                {say('composer.recordYes')}
              </Button>
              <Button
                onPress={() => {
                  answer(false);
                }}
              >
                {say('composer.recordNo')}
              </Button>
            </>
          }
        >
          <p>{say('composer.recordText')}</p>
        </Dialog>
      )}
    </>
  );
}
