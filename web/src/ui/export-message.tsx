import { say } from '../languages/translation';
import type { Failure } from '../screening/protocol';
import { InEnglish } from './in-english';
import { plainReason } from './reason-text';

/** What becomes of a file that was asked for. */
export type ExportState =
  | { kind: 'none' }
  | { kind: 'saving' }
  | { kind: 'measured'; count: number; all: number }
  | { kind: 'saved'; name: string }
  | { kind: 'unsaved'; failure: Failure };

/** Says it as it happens. */
export function ExportMessage({ state }: { state: ExportState }) {
  return (
    <p class="quiet" role="status">
      {state.kind === 'saving' && say('export-panel.saving')}
      {state.kind === 'measured' && <Measured {...state} />}
      {state.kind === 'saved' && say('export-panel.saved', { name: state.name })}
      {state.kind === 'unsaved' && <Unsaved failure={state.failure} />}
    </p>
  );
}

/** Of a thousand records each is counted; only each tenth part is spoken of. */
function Measured({ count, all }: { count: number; all: number }) {
  const tenths = Math.floor((10 * count) / all);
  const text = (number: number) => say('export-panel.measured', { count: number, all });
  return (
    <>
      <span aria-hidden="true">{text(count)}</span>
      <span class="visually-hidden">{text(Math.ceil((tenths * all) / 10))}</span>
    </>
  );
}

function Unsaved({ failure: { code, message } }: { failure: Failure }) {
  return (
    <>
      {say('export-panel.not_saved')} {plainReason(code)} <InEnglish>{message}</InEnglish> (<code>{code}</code>)
    </>
  );
}
