import { render } from 'preact';
import { App } from './app';
import { followLinks } from './router';
import { store } from './row-store';

followLinks();
store.start();
const root = document.getElementById('page');
if (root) {
  root.replaceChildren();
  render(<App />, root);
}
