// A file of every format that is read: the first record of the bench written as what we can write, a device's own file
// where one is at hand, and otherwise the small file that the tests hold the reader to.
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { run } from './programs.mjs';

const written = { csv: 'csv', wfdb: 'hea', json: 'json', edf: 'edf', dicom: 'dcm', aecg: 'xml' };

const fromDevices = [
  'alivecor_atc/6_lead.atc',
  'ge_muse_xml/Example ECGs/example1.xml',
  'philips_sierra_xml/129DYPRG.XML',
  'scp_dicom_aecg_same_ecg/Example.scp',
];

const fromTests = [
  'arrays/plain.mat', 'arrays/packed.mat', 'arrays/named.npz', 'arrays/little_f8.npy', 'arrays/level4.mat',
  'edf/plus.bdf', 'ishne/three_leads.ecg', 'mfer/twelve_lead.mwf', 'mortara/small.xml', 'cardiosoft/rest.xml',
];

/** Paths of files, those that exist. */
export async function formatFiles({ tool, data, root, work, header }) {
  const folder = join(work, 'formats');
  await mkdir(folder, { recursive: true });
  const files = [];
  for (const [format, ending] of Object.entries(written)) {
    const path = join(folder, `r.${ending}`);
    await run(tool, ['convert', header, '--to', format, '-o', path]);
    files.push(path);
  }
  files.push(...fromDevices.map((name) => join(data, 'formats', name)));
  files.push(...fromTests.map((name) => join(root, 'tests/golden/io', name)));
  return files.filter((path) => existsSync(path));
}
