import './styles/tokens.css';
import './styles/base.css';
import { createRoot } from 'react-dom/client';
import { startTranslations } from './platform/i18n.js';
import { connectDesk } from './platform/desk.js';
import { Gate } from './features/access/gate.js';

const root = document.getElementById('root');
if (root === null) throw new Error('the page has no root');

await startTranslations();
const desk = await connectDesk();
createRoot(root).render(<Gate desk={desk} />);
