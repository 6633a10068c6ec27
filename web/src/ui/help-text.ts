/** What the help view says: sections of paragraphs, each with terms and their explanations behind them where it has any. */
export interface HelpSection {
  id: string;
  title: string;
  paragraphs: string[];
  terms?: { term: string; text: string }[];
}

export const helpTitle = 'Help';

export const helpSections: HelpSection[] = [
  {
    id: 'what-it-is',
    title: 'What Leadwise is',
    paragraphs: [
      'A research page that reads a digital ECG, draws it on ECG paper, measures it, and says how much it resembles ' +
        'right-ventricular pressure overload: the pattern that pulmonary hypertension (PH) can leave in an ECG. All of it ' +
        'happens in this browser.',
      'Beside the score stand the classical signs of PH from the literature, each with the figures, the target and the ' +
        'patients of its publication.',
    ],
  },
  {
    id: 'what-it-is-not',
    title: 'What it is not',
    paragraphs: [
      'It is not a medical device and must not be used for the diagnosis or care of patients. It finds no other disease: ' +
        'it does not look for infarction, ischaemia or arrhythmia.',
      'The weights that ship have never seen an ECG of a patient with a known PH diagnosis. They learned from ECGs onto ' +
        'which a simulation imposed overload. The score is no probability, and no threshold for it has been established.',
      'A low score excludes nothing: many patients with PH have a normal ECG. A high score proves nothing: lung disease, a ' +
        'slender build, misplaced electrodes and other loads of the right heart look alike. If PH is suspected, ' +
        'echocardiography answers, not this page.',
    ],
  },
  {
    id: 'opening',
    title: 'Opening ECGs',
    paragraphs: [
      'Choose files or a folder, drop them anywhere on the page, or paste them (Ctrl+V, on a Mac ⌘V). A zip archive is ' +
        'opened like a folder. On a phone “Open ECG files” leads to the files of the device; an attachment must first be ' +
        'saved there.',
      'Many ECGs are read one after the other. In the list the arrow keys, Page Up and Page Down, Home and End go from one ' +
        'to the next. “Stop” ends reading after the present ECG and “Continue” goes on; an ECG that is chosen from the list is read ' +
        'at once. A file that cannot be read is listed with its reason and stops no other.',
    ],
    terms: [
      {
        term: 'WFDB',
        text: 'Open the .hea file together with its signal files (.dat, .mat), in any order or one after the other.',
      },
      {
        term: 'CSV and other tables',
        text:
          'One row a sample, one column a lead, headings such as I, II, V1. What the table does not say, the unit or the ' +
          'samples a second, is asked for. A copied table can be pasted.',
      },
      {
        term: 'Age and pacemaker',
        text:
          'Where the file does not say them, the score assumes an adult without a pacemaker, says so, and asks. Under 18 ' +
          'years or with a pacemaker there is no score.',
      },
      {
        term: 'PDF, paper, photographs',
        text: 'Cannot be read: they hold a picture of the ECG and no samples.',
      },
    ],
  },
  {
    id: 'devices',
    title: 'Getting the file out of a device',
    paragraphs: [
      'Names of menus differ between versions, and hospitals often leave exports to those who run the ECG system: ask them ' +
        'for a file with the waveform, not for a PDF. Of the general formats, DICOM, SCP-ECG, HL7 aECG (XML) and EDF are ' +
        'read and scored. The notes below say what the makers’ own documents say, as far as they are public.',
      '“Shown without a score” means: read from the description of the format and never tried on a file of a real device.',
    ],
    terms: [
      {
        term: 'GE MUSE',
        text:
          'Writes resting ECGs as XML, which GE describes in a developer guide for MUSE NX. Read and scored; tried on files of ' +
          'version 9.',
      },
      {
        term: 'GE CASE, CardioSoft',
        text: 'Have an XML data export with a reference manual of its own. Shown without a score.',
      },
      {
        term: 'Philips PageWriter, TraceMaster',
        text:
          'Store ECGs as XML; the service manual of the PageWriter TC70 describes copying them to a USB memory stick with ' +
          'the Archive function. Versions 1.03, 1.04 and 1.04.01 are read and scored.',
      },
      {
        term: 'Mortara, Welch Allyn ELI',
        text: 'The maker names PDF, XML and DICOM as digital outputs. Take DICOM: it is scored. XML is shown without a score.',
      },
      {
        term: 'Schiller',
        text:
          'SEMA XML is shown without a score. No public description of the export was found: ask whether the system can ' +
          'write DICOM or SCP-ECG.',
      },
      {
        term: 'Nihon Kohden',
        text: 'MFER files (.mwf) are shown without a score. Ask whether the system can also write DICOM or SCP-ECG.',
      },
      {
        term: 'AliveCor Kardia',
        text:
          'E-mail and print from the app give a PDF, which cannot be read. ATC files (.atc) can; those with six leads ' +
          '(KardiaMobile 6L) are scored by their limb leads, those with one lead are shown without a score.',
      },
      {
        term: 'Apple Watch',
        text:
          'The export of all data from the Health app of the iPhone is a zip; unpacked, its folder “electrocardiograms” ' +
          'holds one CSV file for each ECG. It is one lead, shown without a score.',
      },
      {
        term: 'Holter systems',
        text:
          'EDF and HL7 aECG are read and scored, 10 seconds at a time; ISHNE is shown without a score. Files of up to ' +
          '128 MB are opened. Holter electrodes on the trunk turn the axis: such leads are not those of a resting ECG.',
      },
    ],
  },
  {
    id: 'results',
    title: 'How results read',
    paragraphs: [],
    terms: [
      {
        term: 'Score, 0 to 100',
        text:
          'How much the ECG resembles the pattern, once from all twelve leads and once from the six limb leads. It orders ECGs; ' +
          'it is not a percentage of anything.',
      },
      {
        term: 'No score',
        text:
          'The ECG can be read, but a score would not be honest: too short, a lead missing or unusable, no heartbeats, a ' +
          'pacemaker, under 18 years, an untried format. It says nothing about the patient, in either direction.',
      },
      {
        term: 'Error',
        text: 'The file could not be read; the reason and the place in the file are named.',
      },
      {
        term: 'Warnings',
        text:
          'Stand above the result: limb leads that contradict each other, electrodes that may have been exchanged, noise. ' +
          'Look at the tracing before anything else.',
      },
      {
        term: 'Measurements',
        text:
          'What calipers would measure. A dash means that the value could not be measured; the reason stands with it. What ' +
          'the device itself measured stands beside ours.',
      },
      {
        term: 'Signs',
        text:
          '“Met”, “not met”, or “not computable” where a lead is missing or another finding imitates the sign. An absent sign ' +
          'does not exclude PH.',
      },
    ],
  },
  {
    id: 'limits',
    title: 'Limits',
    paragraphs: [
      'Scores need 9.5 seconds at least, of twelve leads or of two limb leads. Longer recordings are scored by the ' +
        'median of their 10-second windows.',
      'Adults without a pacemaker only. Pacing spikes are often too short to be seen in the samples: no warning is no ' +
        'proof of their absence.',
      'A screen shows true millimetres only once a bank card was held to it (“True size”). Until then measure with the ' +
        'calipers or on the grid that is drawn, never with a ruler.',
      'What the weights were taught, how they were tested and what for stands below every page under “About the weights”.',
    ],
  },
  {
    id: 'privacy',
    title: 'Privacy, and how to check it',
    paragraphs: [
      'ECGs are read in the memory of this page and are gone when it is closed or “Close all” is chosen. Answers such as an ' +
        'age go the same way. The page has no account, no cookie and no measuring of visits, and its security policy makes the ' +
        'browser refuse any connection to another server.',
      'To see for yourself: open the browser’s developer tools (F12, on a Mac ⌥⌘I), choose “Network”, reload this page and open an ' +
        'ECG. Every line goes to the server that the page came from and fetches a part of the page; opening an ECG sends ' +
        'nothing. Or disconnect from the network once the page has loaded: reading, measuring and scoring go on.',
      'File names are shown in the list. Whoever looks at the screen, or at a screenshot, sees them.',
    ],
  },
];
