import './welcome.css';

export function Welcome({ onHelp }: { onHelp: () => void }) {
  return (
    <section class="card welcome" aria-labelledby="welcome-title">
      <h2 id="welcome-title">Open an ECG to see its leads, its measurements and its score</h2>
      <p>
        Leadwise draws the recording on ECG paper and scores how much it resembles simulated right-ventricular
        overload, from its twelve leads and from its six limb leads. It measures rate, intervals, axes and the classical signs
        of pulmonary hypertension, each with its published evidence. Where a recording does not allow an honest answer it says
        why.
      </p>
      <p>
        It reads DICOM, SCP-ECG, HL7 aECG, EDF, WFDB, GE MUSE and Philips XML, AliveCor ATC, CSV tables and more; a PDF or a
        picture holds no samples and cannot be read.{' '}
        <button type="button" class="link-button" aria-haspopup="dialog" onClick={onHelp}>
          How to get the file out of a device
        </button>
      </p>
      <p class="quiet">
        The score is of research weights that were never tested on catheterised patients. A low score does not exclude
        pulmonary hypertension.
      </p>
    </section>
  );
}
