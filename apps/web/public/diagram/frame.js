// Draws the diagram that the fragment holds. The page has no origin, no cookies and no network, see security-headers.ts.
const place = document.getElementById('diagram');

async function draw() {
  const source = decodeURIComponent(location.hash.slice(1));
  const isDark = matchMedia('(prefers-color-scheme: dark)').matches;
  mermaid.initialize({
    startOnLoad: false,
    securityLevel: 'strict',
    theme: isDark ? 'dark' : 'neutral',
    maxTextSize: 8_000,
    maxEdges: 300,
    suppressErrorRendering: true,
  });
  try {
    const { svg } = await mermaid.render('drawing', source);
    place.innerHTML = svg;
  } catch (error) {
    const message = document.createElement('pre');
    message.textContent = error.message;
    place.replaceChildren(message);
  }
}

addEventListener('hashchange', () => void draw());
void draw();
