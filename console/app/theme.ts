import type { ThemeConfig } from 'antd';

/** Contrast of at least 4.5 : 1 on white for all text (WCAG 2.2 AA). */
export const theme: ThemeConfig = {
  token: {
    colorPrimary: '#0b4f9e',
    colorLink: '#0b4f9e',
    colorError: '#b3261e',
    colorWarning: '#8a5a00',
    colorSuccess: '#1e6b34',
    colorTextSecondary: '#4a4f57',
    colorTextTertiary: '#5a606a',
    colorTextDescription: '#4a4f57',
    colorTextPlaceholder: '#666c76',
    fontFamily: 'inherit',
    borderRadius: 4,
  },
};
