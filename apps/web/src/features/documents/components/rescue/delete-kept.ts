import type { CopyRecord } from '#lib/device/copy-record.ts';
import { deleteCopy } from '#lib/device/copy-transactions.ts';
import { withDeviceDatabase } from '#lib/device/device-database.ts';
import { tellNews } from '#lib/device/device-news.ts';
import { withinPatience } from '#lib/device/within-patience.ts';

/** Deletes a copy that no page has open. @throws Error where the device does not do it */
export async function deleteKept(copy: CopyRecord): Promise<void> {
  await withinPatience(withDeviceDatabase((database) => deleteCopy(database, copy)));
  tellNews();
}

/** Deletes one that has become a document of its own; where that fails it is offered again. */
export async function deleteOpened(copy: CopyRecord): Promise<void> {
  await deleteKept(copy).catch(() => {});
}
