import { sealEndName } from '../../matters/wording/words';

const ASSETS: Readonly<Record<string, string>> = { vehicle: '车辆', land: '土地', housing: '房屋', equity: '股权' };

export const assetName = (assetClass: string): string => ASSETS[assetClass] ?? assetClass;
export const ASSET_CHOICES = Object.entries(ASSETS).map(([value, label]) => ({ value, label }));

const STATES: Readonly<Record<string, { text: string; colour: string }>> = { 'to-confirm': { text: '待登记机关确认', colour: 'gold' }, waiting: { text: '轮候', colour: 'blue' }, 'in-force': { text: '生效', colour: 'green' } };

/** Of a seal that has ended the colour is none. */
export const sealState = (state: string): { text: string; colour?: string } => STATES[state] ?? { text: sealEndName(state) };
export const isOver = (state: string): boolean => STATES[state] === undefined;
