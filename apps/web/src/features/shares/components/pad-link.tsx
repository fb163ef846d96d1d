import { CopyField } from '#components/copy-field.tsx';
import { QrButton } from './qr-button.tsx';

/** A link of a pad, to copy or to show. */
export function PadLink({ url, label }: { url: string; label: string }) {
  return (
    <div className="-mt-4 flex flex-col gap-2">
      <CopyField value={url} label={label} />
      {url !== '' && (
        <div className="needs-scripting -ms-3">
          <QrButton url={url} />
        </div>
      )}
    </div>
  );
}
