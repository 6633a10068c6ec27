import type { EcgRecord, RecordGroup } from 'leadwise';
import { type DisplayFilter, unfiltered } from './display-filter';
import { currentBeat } from './made-beat';
import type { PaperLayoutName } from './paper-rows';
import { standardScale } from './paper-scale';
import type { LeadOrder } from './shown-leads';

/** Canvas pixels to the millimetre; or what fits the page's width; or true millimetres. */
export type Zoom = 'fit' | 'true' | { pixelsPerMm: number };

/** All that can be chosen about the paper. */
export interface PaperSettings {
  mmPerSecond: number;
  mmPerMillivolt: number;
  /** Null for what is usual for the leads. */
  layout: PaperLayoutName | null;
  order: LeadOrder;
  /** The measured waves over the trace. */
  waves: boolean;
  calipers: boolean;
  zoom: Zoom;
  /** Keys of the leads that are switched off. */
  hidden: ReadonlySet<string>;
  filter: DisplayFilter;
  /** What moved the score, along the trace. */
  attribution: boolean;
  /** What the model's decoder makes of each lead, under the trace. */
  reconstruction: boolean;
  /** Whose score; null for the one of the most leads. */
  explainedHead: string | null;
  /** Shown instead of the recording. */
  averageBeat: RecordGroup | null;
}

export type ChangeSettings = (change: Partial<PaperSettings>) => void;

/** What every control of the paper is given. */
export interface ControlProps {
  settings: PaperSettings;
  onChange: ChangeSettings;
}

/** How somebody likes to read ECGs: stays from record to record while the page is open. */
type Habits = Pick<PaperSettings, 'mmPerSecond' | 'mmPerMillivolt' | 'layout' | 'order' | 'waves'>;

let habits: Habits = { ...standardScale, layout: null, order: 'standard', waves: false };

/** Every record begins whole, unfiltered, unexplained and without calipers, whatever was chosen for the one before. */
export function firstSettings(): PaperSettings {
  const plain = { attribution: false, reconstruction: false, explainedHead: null, averageBeat: null };
  return { ...habits, ...plain, calipers: false, zoom: 'fit', hidden: new Set(), filter: unfiltered };
}

/** An average beat is of one reading of a record; read again, say in another unit, the record has others. */
export function settingsFor(record: EcgRecord, settings: PaperSettings): PaperSettings {
  const averageBeat = currentBeat(record, settings.averageBeat);
  return averageBeat === settings.averageBeat ? settings : { ...settings, averageBeat };
}

/** The limb leads alone are a look at one recording: as a habit they would hide the chest leads of the next patient. */
export function keepHabits({ mmPerSecond, mmPerMillivolt, layout, order, waves }: PaperSettings): void {
  habits = { mmPerSecond, mmPerMillivolt, layout: layout === 'limb' ? habits.layout : layout, order, waves };
}
