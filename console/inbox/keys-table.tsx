/** Keys, and what each does. */
export function KeysTable({ rows }: { rows: readonly (readonly [keys: readonly string[], what: string])[] }) {
  return (
    <table style={{ width: '100%' }}>
      <thead><tr><th scope="col" style={{ textAlign: 'start', width: 120 }}>按键</th><th scope="col" style={{ textAlign: 'start' }}>作用</th></tr></thead>
      <tbody>
        {rows.map(([keys, what]) => (
          <tr key={what}><td>{keys.map((key, index) => <span key={key}>{index > 0 && ' 或 '}<kbd>{key}</kbd></span>)}</td><td>{what}</td></tr>
        ))}
      </tbody>
    </table>
  );
}
