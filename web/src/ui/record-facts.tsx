import type { EcgRecord } from 'leadwise';
import { durationText } from '../languages/durations';
import type { StatedFacts } from '../screening/protocol';
import { leftToRight, numberText } from '../languages/numbers';
import { say } from '../languages/translation';
import { InEnglish } from './in-english';
import { leadCountText } from './leads-text';
import { statedFactTexts } from './stated-facts';

/** Format, length and rate, what the file states of patient and recording, and what the reader noticed. */
export function RecordFacts({ record, stated }: { record: EcgRecord; stated: StatedFacts | null }) {
  const { format, duration_s, sampling_rate_hz, leads, notes } = record;
  const facts = [
    leadCountText(leads.length),
    durationText(duration_s),
    leftToRight(`${numberText(sampling_rate_hz)} Hz`),
    format.toUpperCase(),
  ];
  return (
    <>
      <p class="quiet">{facts.join(' · ')}</p>
      {stated && statedFactTexts(stated).length > 0 && <p class="quiet stated-facts">{statedFactTexts(stated).join(' · ')}</p>}
      {notes.filter(({ code }) => code !== 'UntriedFormat').map(({ code, message }) => (
        <p key={message} class="record-note">
          {say('record-view.note', { code })} <InEnglish>{message}</InEnglish>
        </p>
      ))}
    </>
  );
}
