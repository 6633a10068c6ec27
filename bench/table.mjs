// The report as a table: each time as a multiple of the native one.

function row(cells) {
  const [first, ...others] = cells;
  return first.padEnd(18) + others.map((cell) => cell.padStart(18)).join('');
}

function timeRow(stage, times) {
  const base = times.native ?? Object.values(times)[0];
  const cells = Object.entries(times).map(([name, ms]) => {
    return ms === null ? `${name} —` : `${name} ${ms.toFixed(2)} (${(ms / base).toFixed(1)}x)`;
  });
  return `${stage.padEnd(14)} ${cells.join('   ')}`;
}

function printDelineation(found) {
  console.log('\nwaves of LUDB\'s even records: sensitivity / positive predictivity in percent');
  for (const [who, waves] of Object.entries(found)) {
    const cells = Object.entries(waves).map(([wave, { sensitivity, positive_predictivity: predictivity }]) => {
      return `${wave.toUpperCase()} ${sensitivity.toFixed(2)} / ${predictivity.toFixed(2)}`;
    });
    console.log(row([who, ...cells]));
  }
}

function printFormats(formats) {
  console.log(`\n${row(['format', 'bytes', 'records/s', 'MB/s', 'wasm records/s', 'wasm MB/s'])}`);
  for (const { format, bytes, native, wasm } of formats) {
    const cells = [native, wasm].flatMap(({ records_per_s: records, mb_per_s: mb }) => [records.toFixed(0), mb.toFixed(1)]);
    console.log(row([format, String(bytes), ...cells]));
  }
}

function printIngest({ records, runs, records_per_s: rate, wfdb_records_per_s: peer, times_wfdb: times }) {
  console.log(`\ningest of ${records} WFDB records of 12 leads, 10 s, 500 Hz, from the page cache, writes included:`);
  for (const { threads, records_per_s: each, peak_memory_mb: memory } of runs) {
    console.log(`  ${threads} threads: ${each} records/s, at most ${memory} MB`);
  }
  if (peer !== null) console.log(`  wfdb.rdrecord reads ${peer.toFixed(0)} records/s: ${rate} is ${times.toFixed(1)}x`);
}

function printPage({ browser, wanted_ms: wanted, drops, panning }) {
  console.log(`\nthe page in ${browser}: ms from the drop of an ECG, a page's first, to its trace and to its result`);
  for (const { file, slow_down: slowDown, trace_ms: trace, result_ms: result, least_result_ms: least, computed_ms: computed } of drops) {
    const missed = [[trace, wanted.trace], [result, wanted.result]].map(([ms, most]) => (ms > most ? ` (over ${most})` : ''));
    const cells = [`trace ${trace.toFixed(0)}${missed[0]}`, `result ${result.toFixed(0)}${missed[1]}`, `at least ${least.toFixed(0)}`];
    if (slowDown === 1) cells.push(`${computed.toFixed(0)} ms computed`);
    console.log(`  ${file.padEnd(14)} CPU / ${slowDown}   ${cells.join('   ')}`);
  }
  for (const { pixel_ratio: ratio, frames_per_s: frames, slowest_twentieth_ms: slowest, computed_ms_a_frame: computed } of panning) {
    const cells = [`${frames.toFixed(0)} frames/s`, `the slowest twentieth from ${slowest.toFixed(0)} ms`, `${computed.toFixed(1)} ms computed a frame`];
    console.log(`  panning twelve leads of a minute at a pixel ratio of ${ratio}: ${cells.join(', ')}`);
  }
}

function printPaper({ batch, threads, times, times_faster: faster }) {
  console.log(`\na training step of the published preset, batch ${batch}, ${threads} thread: s by the clock (of the processor)`);
  for (const [name, { step_ms: clock, step_cpu_ms: processor }] of Object.entries(times)) {
    const ratio = faster[name];
    const beside = ratio ? `: ${ratio.by_clock.toFixed(2)}x (${ratio.by_processor_time.toFixed(2)}x) of ours` : '';
    const who = { leadwise: 'leadwise', twelve_decodes: 'PyTorch, twelve decodes', one_decode: 'PyTorch, one decode' }[name];
    console.log(`  ${who} ${(clock / 1000).toFixed(2)} (${(processor / 1000).toFixed(2)})${beside}`);
  }
}

export function printTable({
  records, rounds, machine, checks, times_ms: times, delineation_on_ludb: delineation, formats, ingest, page, sizes,
  published_preset_step: paper,
  not_compared: missing,
}) {
  const { processor, processors, node, load_average: load } = machine;
  console.log(`${records.count} records (${records.source}), ${rounds} rounds, median ms a record, one thread`);
  console.log(`${processor}, ${processors} processors, Node ${node}, load ${load.toFixed(1)}; x: of native`);
  if (load > processors) console.log('Other programs kept the machine busy: the times are not to be trusted.');
  console.log();
  for (const [stage, byWhom] of Object.entries(times)) console.log(timeRow(stage, byWhom));
  if (delineation) printDelineation(delineation);
  printFormats(formats);
  if (ingest) printIngest(ingest);
  if (page) printPage(page);
  if (paper) printPaper(paper);
  console.log(`\n${row(['size', 'bytes', 'gzipped'])}`);
  for (const [name, { bytes, gzipped_bytes: gzipped }] of Object.entries(sizes)) {
    console.log(row([name, String(bytes), String(gzipped)]));
  }
  console.log('\nchecked equal before timing counts (largest difference, limit):');
  for (const { name, largest_difference: most, limit } of checks) {
    console.log(`  ${name}: ${most.toExponential(1)}, ${limit}`);
  }
  for (const peer of missing) console.log(`not compared: ${peer}`);
}
