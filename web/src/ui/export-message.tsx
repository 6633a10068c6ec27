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
      {state.kind === 'measured' && say('export-panel.measured', { count: state.count, all: state.all })}
      {state.kind === 'saved' && say('export-panel.saved', { name: state.name })}
      {state.kind === 'unsaved' && <Unsaved failure={state.failure} />}
    </p>
  );
}

function Unsaved({ failure: { code, message } }: { failure: Failure }) {
  return (
    <>
      {say('export-panel.not_saved')} {plainReason(code)} <InEnglish>{message}</InEnglish> (<code>{code}</code>)
    </>
  );
}
