import { Card, Space, Table } from 'antd';
import { KINDS } from '../../domain/catalogue/kinds';
import { UNITS } from '../../domain/catalogue/units';
import type { Term } from '../../domain/deadlines/term';
import { getRuleSet } from '../../domain/rule-sets';
import { termName } from '../../matters/wording/words';
import { useTitle } from '../app/title';

const RULES = getRuleSet('yunfu-2017');
const KEYS = [
  ['J 或 ↓', '下一项'],
  ['K 或 ↑', '上一项'],
  ['X', '选择或者取消选择'],
  ['回车', '打开'],
  ['Tab', '到下一处可以操作的地方'],
] as const;
const WORDS = [
  ['签收', '协助单位收到法律文书。办理期限自签收次日起算；送达后未签收的，依规则视为收到。'],
  ['规定期限', '规则写明天数的期限。过期未办的，记为逾期。'],
  ['工作目标', '规则只写“立即”“及时”而没有天数的，由平台管理人员设定的目标。超过的，只作提示，不是逾期。'],
  ['暂定', '节假日安排尚未公布的年份，到期日按周末和法定节假日推算，公布后自动重新计算。'],
  ['不公开事项', '涉嫌犯罪的移送和立案监督。内容只有指定人员可以查看，其他人只看到编号、阶段和日期。'],
] as const;

/** Each term of the law, from the rule set with its article; what words mean; which keys there are. */
export default function HelpPage() {
  useTitle('帮助');
  const rows = KINDS.flatMap((kind) => RULES.duties[kind.id].map((duty) => ({ key: `${kind.id} ${duty.name} ${duty.from}`, unit: UNITS.find(({ id }) => id === kind.unit)?.shortName ?? kind.unit, kind: kind.name, duty: termName(duty.name), from: { receipt: '收到文书', register: '办理登记', publish: '公示' }[duty.from], length: lengthText(duty.term.length), force: duty.term.force === 'statutory' ? '规定期限' : '工作目标', article: duty.term.cite.article })));
  return (
    <Space orientation="vertical" size="middle" style={{ width: '100%' }}>
      <h1>帮助</h1>
      <Card size="small" title="常用词"><dl>{WORDS.map(([word, meaning]) => <div key={word}><dt><strong>{word}</strong></dt><dd>{meaning}</dd></div>)}</dl></Card>
      <Card size="small" title="键盘"><dl>{KEYS.map(([key, meaning]) => <div key={key}><dt><kbd>{key}</kbd></dt><dd>{meaning}</dd></div>)}</dl></Card>
      <Card size="small" title="各事项的期限">
        <p>工作日扣除周末和节假日，计入调休上班日；起算当日不计入，最后一日到二十四时为止。</p>
        <Table
          size="small"
          pagination={{ pageSize: 15 }}
          dataSource={rows}
          columns={[
            { title: '单位', dataIndex: 'unit' },
            { title: '事项', dataIndex: 'kind' },
            { title: '应办', dataIndex: 'duty' },
            { title: '自', dataIndex: 'from' },
            { title: '期限', dataIndex: 'length' },
            { title: '性质', dataIndex: 'force' },
            { title: '条文', dataIndex: 'article' },
          ]}
        />
      </Card>
    </Space>
  );
}

function lengthText({ kind, n }: Term['length']): string {
  return `${n} ${{ 'working-days': '个工作日', 'calendar-days': '日', hours: '小时', minutes: '分钟' }[kind]}`;
}
