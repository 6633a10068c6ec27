import './page-header.css';

export function PageHeader({ onHelp }: { onHelp: () => void }) {
  return (
    <header class="page-header">
      <h1>Leadwise</h1>
      <p class="page-header-purpose">12-lead ECGs, read, measured and screened on this device</p>
      <p class="research-mark">Research use only</p>
      <button type="button" aria-haspopup="dialog" onClick={onHelp}>
        Help
      </button>
    </header>
  );
}
