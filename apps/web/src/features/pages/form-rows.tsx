import type { ReactElement, ReactNode } from 'react';
import { Button, IconButton } from '../../ui/button.js';

/** What rows are given. */
export interface FormRowsProps<Item> {
  /** Names the list to whoever does not see it. */
  readonly label: string;
  readonly items: readonly Item[];
  readonly onChange: (items: Item[]) => void;
  readonly add: string;
  /** Names a row that is taken away, by its number from 1. */
  readonly remove: (number: number) => string;
  readonly fresh: () => Item;
  readonly children: (item: Item, change: (to: Partial<Item>) => void, place: number) => ReactNode;
}

/** Several of a kind, to be added and taken away. */
export function FormRows<Item>(props: FormRowsProps<Item>): ReactElement {
  const { label, items, onChange, add, remove, fresh, children } = props;
  return (
    <>
      <ul className="form-rows" aria-label={label}>
        {items.map((item, place) => (
          <li key={place}>
            {children(
              item,
              (to) => {
                onChange(items.map((one, i) => (i === place ? { ...one, ...to } : one)));
              },
              place,
            )}
            <IconButton
              variant="quiet"
              icon="trash"
              label={remove(place + 1)}
              onPress={() => {
                onChange(items.filter((_, i) => i !== place));
              }}
            />
          </li>
        ))}
      </ul>
      <div>
        <Button
          isSmall
          icon="plus"
          onPress={() => {
            onChange([...items, fresh()]);
          }}
        >
          {add}
        </Button>
      </div>
    </>
  );
}
