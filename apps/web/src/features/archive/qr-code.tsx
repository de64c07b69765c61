import { holderCode } from '#client/choices';
import { encodeQR } from 'qr';
import type { ReactElement } from 'react';

/** A code that holds a text, drawn as one path: no style of its own, which the page's policy would not let through. */
export function QrCode({ text, label }: { readonly text: string; readonly label: string }): ReactElement {
  const modules = encodeQR(text, 'raw', holderCode);
  const size = String(modules.length);
  return (
    <svg className="qr" role="img" aria-label={label} viewBox={`0 0 ${size} ${size}`} shapeRendering="crispEdges">
      <path fill="#fff" d={`M0 0h${size}v${size}H0z`} />
      <path fill="#000" d={pathOf(modules)} />
    </svg>
  );
}

/** Dark modules as squares of a path, a run of a row at a time. */
function pathOf(modules: readonly (readonly boolean[])[]): string {
  return modules
    .flatMap((row, y) =>
      [
        ...row
          .map((dark) => (dark ? '1' : '0'))
          .join('')
          .matchAll(/1+/g),
      ].map(({ 0: run, index }) => `M${String(index)} ${String(y)}h${String(run.length)}v1h-${String(run.length)}z`),
    )
    .join('');
}
