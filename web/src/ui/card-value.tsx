/** Any JSON value as nested lists, in English as cards are. */
export function CardValue({ value }: { value: unknown }) {
  if (Array.isArray(value)) return <CardList values={value} />;
  if (typeof value === 'object' && value !== null) return <CardFields fields={value} />;
  return <>{value === null ? 'not stated' : String(value)}</>;
}

function CardList({ values }: { values: unknown[] }) {
  if (values.every((value) => typeof value !== 'object')) return <>{values.join(', ')}</>;
  return (
    <ul>
      {values.map((value, index) => (
        <li key={index}>
          <CardValue value={value} />
        </li>
      ))}
    </ul>
  );
}

function CardFields({ fields }: { fields: object }) {
  return (
    <dl>
      {Object.entries(fields).map(([name, value]) => (
        <div key={name}>
          <dt>{name.replaceAll('_', ' ')}</dt>
          <dd>
            <CardValue value={value} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
