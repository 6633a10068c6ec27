import type { RecordGroup } from 'leadwise';
import { isMade } from './made-beat';

/** What stands above the paper: an average beat is never taken for the recording. */
export function beatCaption(beat: RecordGroup): string {
  return isMade(beat)
    ? `Average beat made by Leadwise from ${beatsText(beat.beatCount)}, not the recording. `
    : 'Average beat stored by the device, not the recording. ';
}

/** In the list of what can be shown. `place` counts the stored ones. */
export function beatTitle(beat: RecordGroup, place: number): string {
  if (isMade(beat)) return `Average beat (made by Leadwise from ${beatsText(beat.beatCount)})`;
  return `Stored beat ${place}${beat.label ? `: ${beat.label}` : ''}`;
}

function beatsText(count: number): string {
  return count === 1 ? '1 beat' : `${count} beats`;
}
