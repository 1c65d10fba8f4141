import type { ThemeConfig } from 'antd';

/** Text of coloured tags, on the palest shade of the same colour. Both spellings of a shade are one CSS variable, and the last one written counts. */
const TAG_TEXT = { green: '#237804', gold: '#874d00', orange: '#ad4e00', volcano: '#ad2102' } as const;
const tagText = Object.fromEntries(Object.entries(TAG_TEXT).flatMap(([name, colour]) => [[`${name}7`, colour], [`${name}-7`, colour]]));

/** Contrast of at least 4.5 : 1 on white for all text (WCAG 2.2 AA). */
export const theme: ThemeConfig = {
  token: {
    colorPrimary: '#0b4f9e',
    colorLink: '#0b4f9e',
    colorLinkHover: '#083b78',
    colorLinkActive: '#083b78',
    colorError: '#b3261e',
    colorWarning: '#8a5a00',
    colorSuccess: '#1e6b34',
    colorTextSecondary: '#4a4f57',
    colorTextTertiary: '#5a606a',
    colorTextDescription: '#4a4f57',
    colorTextPlaceholder: '#666c76',
    // A form that is locked until its answer comes is read before it is sent again.
    colorTextDisabled: '#5a606a',
    // Dark shades make dull grounds by themselves; text and links stand on light ones.
    colorPrimaryBg: '#e6f0fa',
    colorErrorBg: '#fff2f0',
    colorErrorBorder: '#ffccc7',
    colorWarningBg: '#fffbe6',
    colorWarningBorder: '#ffe58f',
    colorSuccessBg: '#f6ffed',
    colorSuccessBorder: '#b7eb8f',
    ...tagText,
    fontFamily: 'inherit',
    borderRadius: 4,
  },
};
