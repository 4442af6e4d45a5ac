import { useEffect, useState } from 'preact/hooks';

const THEMES = ['auto', 'light', 'dark'] as const;
type Theme = (typeof THEMES)[number];

const KEY = 'theme';

function readTheme(): Theme {
  try {
    return THEMES.find((theme) => theme === localStorage.getItem(KEY)) ?? 'auto';
  } catch {
    // A browser that keeps nothing for the page has the system's theme.
    return 'auto';
  }
}

export function ThemeButton() {
  const [theme, setTheme] = useState(readTheme);
  useEffect(() => {
    document.documentElement.style.colorScheme = theme === 'auto' ? 'light dark' : theme;
    try {
      localStorage.setItem(KEY, theme);
    } catch {
      // See readTheme.
    }
  }, [theme]);
  const next = THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length] ?? 'auto';
  return (
    <button type="button" onClick={() => setTheme(next)} aria-label={`Theme: ${theme}. Change to ${next}.`}>
      Theme: {theme}
    </button>
  );
}
