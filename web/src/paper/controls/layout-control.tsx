import { layoutFor, pageSeconds } from '../paper-layout';
import { type PaperLayoutName, possibleLayouts } from '../paper-rows';
import type { ControlProps } from '../paper-settings';
import type { DrawnSignal } from '../shown-leads';
import { ChoiceControl } from './choice-control';

const titles: Record<PaperLayoutName, string> = {
  '3x4': '3 × 4',
  '3x4+1': '3 × 4 + II',
  '3x4+3': '3 × 4 + V1, II, V5',
  '6x2': '6 × 2',
  '12x1': 'One lead a row',
  limb: '6 limb leads',
};


/** The layouts that the leads and the time allow; where that is only one there is nothing to choose. */
export function LayoutControl({ settings, onChange, record }: ControlProps & { record: DrawnSignal }) {
  const pageDurationS = Math.min(pageSeconds, record.duration_s);
  const possible = possibleLayouts(record, pageDurationS);
  if (possible.length < 2 || settings.averageBeat) return null;
  const choices = possible.map((value) => ({ value, text: value === '12x1' ? rowsTitle(record) : titles[value] }));
  const value = layoutFor(record, pageDurationS, settings.layout);
  return <ChoiceControl withUnit title="Layout" choices={choices} value={value} onChoose={(layout) => onChange({ layout })} />;
}

function rowsTitle({ leads }: DrawnSignal): string {
  return leads.length === 12 ? '12 × 1' : titles['12x1'];
}
