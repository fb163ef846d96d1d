/** What a version of Node is told that Plenum does not run on; null for one that it runs on. */
export function refuseNode(version) {
  const [major, minor] = version.split('.').map(Number);
  if (major >= 24 || (major === 22 && minor >= 13) || (major === 20 && minor >= 19)) return null;
  return (
    `Plenum needs Node.js 24 or newer, 22 from 22.13, or 20 from 20.19; this is ${version}. ` +
    'Get a newer one at https://nodejs.org and start again.'
  );
}

const refusal = refuseNode(process.versions.node);
if (refusal) {
  process.stderr.write(`${refusal}\n`);
  process.exit(1);
}
