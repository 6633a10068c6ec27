import type { RecordGroup } from 'leadwise';
import { say } from '../languages/translation';
import { isMade } from './made-beat';

/** What stands above the paper: an average beat is never taken for the recording. */
export function beatCaption(beat: RecordGroup): string {
  return isMade(beat) ? say('paper.made_beat', { count: beat.beatCount }) : say('paper.average_beat');
}

/** In the list of what can be shown. `place` counts the stored ones. */
export function beatTitle(beat: RecordGroup, place: number): string {
  if (isMade(beat)) return say('paper.made_beat_title', { count: beat.beatCount });
  const { label } = beat;
  return label ? say('paper.stored_beat_label', { number: place, label }) : say('paper.stored_beat', { number: place });
}
