import type { EcgRecord } from 'leadwise';
import { durationText } from '../languages/durations';
import type { StatedFacts } from '../screening/protocol';
import type { Entry } from '../screening/session';
import { leftToRight, numberText } from '../languages/numbers';
import { say } from '../languages/translation';
import { FileNaming } from '../report/file-naming';
import { InEnglish } from './in-english';
import { leadCountText } from './leads-text';
import { statedFactTexts } from './stated-facts';

const nameNone = new FileNaming(false);

interface Props {
  record: EcgRecord;
  stated: StatedFacts | null;
  entry: Entry;
}

/** Format, length and rate, what the file states of patient and recording, and what the reader noticed. */
export function RecordFacts({ record, stated, entry }: Props) {
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
          {say('record-view.note', { code })} <NoteText message={message} entry={entry} />
        </p>
      ))}
    </>
  );
}

/** It may quote the name of a file: on paper that is replaced, as in every export, unless it is asked for (print.css). */
function NoteText({ message, entry: { name, files } }: { message: string; entry: Entry }) {
  const inputs = files.map(({ file }) => ({ name: file.name }));
  const nameless = nameNone.note(message, { name, inputs });
  if (nameless === message) return <InEnglish>{message}</InEnglish>;
  return (
    <>
      <span class="names-shown">
        <InEnglish>{message}</InEnglish>
      </span>
      <span class="names-hidden">
        <InEnglish>{nameless}</InEnglish>
      </span>
    </>
  );
}
