import type { EcgRecord, RepresentativeBeat } from 'leadwise';
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { CaliperLayer } from './caliper-layer';
import { CaliperPanel } from './caliper-panel';
import { nearerEndTo, onStrip, stripAt, timeAt } from './calipers';
import { isOn } from './display-filter';
import { withDerivedLeads } from './derived-leads';
import './ecg-paper.css';
import { ExplainedLegend, describeExplained } from './explained-legend';
import type { ExplainedRecord } from './explained-record';
import { isMade, madeBeatOf, withMadeBeat } from './made-beat';
import { PaperCaption } from './paper-caption';
import { describe } from './paper-description';
import { type PaperLayout, pageSeconds } from './paper-layout';
import { PaperPager } from './paper-pager';
import { type PaperSettings, firstSettings, keepHabits, settingsFor } from './paper-settings';
import { PaperSheet } from './paper-sheet';
import { PaperToolbar } from './paper-toolbar';
import { pixelsPerMmFor, zoomedTo } from './paper-zoom';
import { type PlacedCalipers, useCalipers } from './use-calipers';
import { useExplained } from './use-explained';
import { usePaper } from './use-paper';
import { useScreen } from './use-screen';
import type { Delineation } from './wave-places';

interface Props {
  record: EcgRecord;
  /** Null until the record is measured. */
  delineation: Delineation | null;
  /** Null where the record was not measured, or no beat could be averaged. */
  beat: RepresentativeBeat | null;
  /** Null where there is no score to explain. */
  explained: ExplainedRecord | null;
  /** Told where the part of the recording that is in view begins. */
  onStart: (startS: number) => void;
}

/** The recording on ECG paper: ten seconds a page, or with one lead a row all of it side by side. */
export function EcgPaper({ record: recorded, delineation, beat, explained, onStart }: Props) {
  const record = useMemo(() => withMadeBeat(withDerivedLeads(recorded), madeBeatOf(beat, recorded)), [recorded, beat]);
  const [chosen, setSettings] = useState(firstSettings);
  const [startS, setStartS] = useState(0);
  const box = useRef<HTMLDivElement>(null);
  const { figure, screen } = useScreen();
  const settings = useMemo(() => settingsFor(record, chosen), [record, chosen]);
  useEffect(() => keepHabits(settings), [settings]);

  const { signal, layout, whole } = usePaper(record, startS, settings);
  const rateHz = signal.sampling_rate_hz;
  const pixelsPerMm = pixelsPerMmFor(settings.zoom, layout, screen);
  const cssPixelsPerMm = pixelsPerMm / screen.pixelRatio;
  const calipers = useCalipers(settings.calipers, { box, layout, rateHz, cssPixelsPerMm });
  const shownExplanation = useExplained(record, explained, settings);
  const waves = isMade(settings.averageBeat) ? settings.averageBeat.marks : settings.averageBeat ? null : delineation;
  const shownWaves = settings.waves ? waves : null;

  const shownStartS = layout.startS + (whole ? startS : 0);
  useEffect(() => {
    if (!settings.averageBeat) onStart(shownStartS);
  }, [shownStartS, settings.averageBeat]);
  const change = (part: Partial<PaperSettings>) => {
    if (part.calipers) calipers.put();
    setSettings((now) => ({ ...now, ...part }));
  };
  const scrollTo = (timeS: number) => {
    if (box.current) box.current.scrollLeft = timeS * layout.mmPerSecond * cssPixelsPerMm;
  };
  useLayoutEffect(() => scrollTo(whole ? startS : 0), [whole, settings.mmPerSecond]);
  const goTo = (timeS: number) => (whole ? scrollTo(timeS) : setStartS(timeS));
  const placed = calipers.shown && {
    ...calipers.shown,
    layout,
    rateHz,
    onChange: calipers.change,
  };
  return (
    <figure class="ecg-paper" ref={figure}>
      <PaperToolbar
        settings={settings}
        onChange={change}
        record={record}
        signal={signal}
        pixelsPerMm={pixelsPerMm}
        screen={screen}
        hasWaves={waves !== null}
        explained={settings.averageBeat ? null : explained}
      />
      <figcaption>
        <PaperCaption settings={settings} wavesShown={shownWaves !== null} pixelsPerMm={pixelsPerMm} />
        {!settings.averageBeat && (
          <PaperPager
            startS={shownStartS}
            shownS={whole && box.current ? secondsAcross(box.current.clientWidth / cssPixelsPerMm, layout) : pageSeconds}
            durationS={record.duration_s}
            onStart={goTo}
          />
        )}
      </figcaption>
      {placed && <CaliperPanel {...placed} filtered={isOn(settings.filter)} />}
      {explained && (settings.attribution || settings.reconstruction) && !settings.averageBeat && (
        <ExplainedLegend
          explained={explained}
          shown={shownExplanation}
          settings={settings}
          onChange={change}
          drawn={record.leads.map(({ name, label }) => name ?? label)}
          onShowWindow={record.duration_s > pageSeconds ? goTo : null}
        />
      )}
      <PaperSheet
        box={box}
        layout={layout}
        samplingRateHz={rateHz}
        pixelsPerMm={pixelsPerMm}
        screen={screen}
        zoomed={settings.zoom !== 'fit'}
        label={describe(signal, layout, settings) + describeExplained(shownExplanation)}
        delineation={shownWaves}
        march={calipers.shown?.march ?? null}
        explained={shownExplanation}
        onZoom={(to) => change({ zoom: zoomedTo(to, screen) })}
        onFit={() => change({ zoom: 'fit' })}
        onRest={(timeS) => whole && setStartS(timeS)}
        onTap={(xMm, yMm) => {
          if (placed) calipers.change(tappedAt(placed, xMm, yMm));
        }}
      >
        {placed && <CaliperLayer {...placed} cssPixelsPerMm={cssPixelsPerMm} />}
      </PaperSheet>
    </figure>
  );
}

/** On another lead it takes them there, on their own it takes the nearer end to that time. */
function tappedAt({ calipers, strip, layout, rateHz }: PlacedCalipers & { layout: PaperLayout; rateHz: number }, xMm: number, yMm: number) {
  const at = stripAt(layout, xMm, yMm);
  if (at !== calipers.strip) return onStrip(calipers, at, layout, rateHz);
  return nearerEndTo(calipers, timeAt(strip, layout, xMm), layout, rateHz);
}

function secondsAcross(widthMm: number, { rowStartMm, mmPerSecond }: PaperLayout): number {
  return (widthMm - rowStartMm) / mmPerSecond;
}
