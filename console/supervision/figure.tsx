import { Card, Col, Statistic } from 'antd';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { addressOf, type Counted, type Filters } from './queries';

/** A number, and the way to the matters behind it. */
export function Behind({ counted, filters }: { counted: Counted; filters: Filters }) {
  return counted.count === 0 ? <>0</> : <Link to={addressOf(filters, counted)}>{counted.count}</Link>;
}

export function Figure({ title, counted, text, note, filters }: { title: ReactNode; counted?: Counted; text?: ReactNode; note?: ReactNode; filters?: Filters }) {
  return (
    <Col xs={24} sm={12} xl={8} xxl={4}>
      <Card size="small" style={{ height: '100%' }}>
        <Statistic title={title} valueRender={() => (counted && filters ? <Behind counted={counted} filters={filters} /> : text)} />
        {note !== undefined && <div>{note}</div>}
      </Card>
    </Col>
  );
}
