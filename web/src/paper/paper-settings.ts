import type { EcgRecord, RecordGroup } from 'leadwise';
import { type DisplayFilter, unfiltered } from './display-filter';
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

/** Every record begins whole, unfiltered and without calipers, whatever was chosen for the one before. */
export function firstSettings(): PaperSettings {
  return { ...habits, calipers: false, zoom: 'fit', hidden: new Set(), filter: unfiltered, averageBeat: null };
}

/** An average beat is of one reading of a record; read again, say in another unit, the record has others. */
export function settingsFor({ average_beats }: EcgRecord, settings: PaperSettings): PaperSettings {
  const { averageBeat } = settings;
  return averageBeat && !average_beats.includes(averageBeat) ? { ...settings, averageBeat: null } : settings;
}

export function keepHabits({ mmPerSecond, mmPerMillivolt, layout, order, waves }: PaperSettings): void {
  habits = { mmPerSecond, mmPerMillivolt, layout, order, waves };
}
