import type { BedsideValues } from 'leadwise';
import { useEffect, useState } from 'preact/hooks';
import { failureOf } from '../screening/failure';
import type { Failure, Measured } from '../screening/protocol';
import type { Entry, Session } from '../screening/session';

export interface Measurement {
  /** The last that was measured; stands until a new one is there. */
  measured: Measured | null;
  failure: Failure | null;
  /** What it was measured with. */
  bedside: BedsideValues;
}

const none: Measurement = { measured: null, failure: null, bedside: {} };

/** Measures the entry once its samples could be read, and again when what is known of the patient changes. */
export function useMeasurement(
  session: Session,
  entry: Entry,
  { readable, bedside }: { readable: boolean; bedside: BedsideValues },
): Measurement {
  const [measurement, setMeasurement] = useState(none);
  useEffect(() => setMeasurement(none), [entry.id, entry.options]);
  useEffect(() => {
    let wanted = readable;
    const show = (change: Measurement) => wanted && setMeasurement(change);
    if (readable) {
      session.measure(entry, { ...bedside, beat_samples: true }).then(
        (measured) => show({ measured, failure: null, bedside }),
        (rejection: unknown) => show({ measured: null, failure: failureOf(rejection), bedside }),
      );
    }
    return () => {
      wanted = false;
    };
  }, [entry.id, entry.options, readable, bedside]);
  return measurement;
}
