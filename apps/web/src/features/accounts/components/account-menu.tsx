import type { PersonCard } from '@plenum/domain/accounts/types';
import { ChevronsUpDown, LogOut, Settings } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Avatar } from '#components/avatar.tsx';
import { MenuButton, MenuDivider, MenuLink } from '#components/menu.tsx';
import { Popover } from '#components/popover.tsx';
import { LanguageForm } from '#components/preferences/language-form.tsx';
import type { Theme } from '#components/preferences/theme.ts';
import { ThemeForm } from '#components/preferences/theme-form.tsx';
import { SignOutForm } from './sign-out-form.tsx';

/** Oneself, at the foot of the rail, with the preferences and the way out. */
export function AccountMenu({
  me,
  theme,
  settingsHref,
}: {
  me: PersonCard;
  theme: Theme;
  settingsHref: string;
}) {
  const t = useTranslations('accounts.menu');
  return (
    <>
      <button
        type="button"
        popoverTarget="account-menu"
        aria-label={t('label', { name: me.displayName })}
        className="flex h-11 w-full min-w-0 items-center gap-2.5 rounded-base px-2 text-start transition-colors hover:bg-hover"
      >
        <Avatar person={{ name: me.displayName, colour: me.colour }} size="small" />
        <span dir="auto" className="min-w-0 flex-1 truncate">
          {me.displayName}
        </span>
        <ChevronsUpDown aria-hidden size={15} className="shrink-0 text-ink-faint" />
      </button>
      <Popover id="account-menu" label={t('label', { name: me.displayName })} side="above">
        <div className="flex flex-col gap-1.5">
          <ThemeForm theme={theme} />
          <LanguageForm />
        </div>
        <MenuDivider />
        <MenuLink icon={Settings} href={settingsHref}>
          {t('settings')}
        </MenuLink>
        <SignOutForm>
          <MenuButton icon={LogOut} type="submit">
            {t('signOut')}
          </MenuButton>
        </SignOutForm>
      </Popover>
    </>
  );
}
