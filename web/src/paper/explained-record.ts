import type { Attribution } from 'leadwise';
import type { Failure } from '../screening/protocol';

/** What a record's scores rest on: worked out when it is first asked for, then kept while the record is shown. */
export interface ExplainedRecord {
  /** One a score, that of the most leads first; null until they are there. */
  attributions: Attribution[] | null;
  /** The heads whose answers are probabilities; the others' are scores. */
  probabilities: ReadonlySet<string>;
  failure: Failure | null;
  working: boolean;
  ask: () => void;
}
