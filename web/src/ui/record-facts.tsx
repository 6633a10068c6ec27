import type { EcgRecord } from 'leadwise';

/** Format, length and rate, and what the reader noticed. */
export function RecordFacts({ record }: { record: EcgRecord }) {
  const { format, duration_s, sampling_rate_hz, leads, notes } = record;
  const facts = [
    leads.length === 1 ? '1 lead' : `${leads.length} leads`,
    `${Math.round(duration_s * 100) / 100} s`,
    `${sampling_rate_hz} Hz`,
    format.toUpperCase(),
  ];
  return (
    <>
      <p class="quiet">{facts.join(' · ')}</p>
      {notes.filter(({ code }) => code !== 'UntriedFormat').map(({ code, message }) => (
        <p key={message} class="record-note">
          Note ({code}): {message}
        </p>
      ))}
    </>
  );
}
