import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { MemberFrame } from '#app/member-frame.tsx';
import { ButtonLink } from '#components/button.tsx';
import { Main } from '#components/frame/main.tsx';
import { TopBar } from '#components/frame/top-bar.tsx';
import { PageHeader } from '#components/page-header.tsx';
import { LanguageForm } from '#components/preferences/language-form.tsx';
import { readTheme } from '#components/preferences/theme.ts';
import { ThemeForm } from '#components/preferences/theme-form.tsx';
import { Section } from '#components/section.tsx';
import { SubmitButton } from '#components/submit-button.tsx';
import { AppPasswords } from '#features/accounts/components/app-passwords.tsx';
import { DeleteAccountForm } from '#features/accounts/components/delete-account-form.tsx';
import { InstanceForm } from '#features/accounts/components/instance-form.tsx';
import { PasswordForm } from '#features/accounts/components/password-form.tsx';
import { ProfileForm } from '#features/accounts/components/profile-form.tsx';
import { RecoveryCodeForm } from '#features/accounts/components/recovery-code-form.tsx';
import { RecoveryWaitForm } from '#features/accounts/components/recovery-wait-form.tsx';
import { SecondFactor } from '#features/accounts/components/second-factor.tsx';
import { SessionList } from '#features/accounts/components/session-list.tsx';
import { SignOutForm } from '#features/accounts/components/sign-out-form.tsx';
import {
  loadAppPasswords,
  loadBackupCodeCount,
  loadInstanceSettings,
  loadMe,
  loadRecoverySettings,
  loadSessions,
  loadSoleAdminPlaces,
} from '#features/accounts/loaders.ts';
import { DeviceSection } from '#features/documents/components/device/device-section.tsx';
import { keepsDocuments } from '#features/documents/components/device/keeps-documents.ts';
import { OWN_EXPORT_PATH } from '#lib/paths.ts';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('accounts.settings'))('title') };
}

export default async function SettingsPage() {
  const [me, theme, t] = await Promise.all([loadMe(), readTheme(), getTranslations('accounts')]);
  const [instance, sessions, codesLeft, places, recovery, apps] = await Promise.all([
    loadInstanceSettings(),
    loadSessions(),
    loadBackupCodeCount(),
    loadSoleAdminPlaces(),
    loadRecoverySettings(),
    loadAppPasswords(),
  ]);
  const asksForCode = codesLeft !== null;
  return (
    <MemberFrame workspace={null}>
      <TopBar crumbs={[]} current={t('settings.title')} />
      <Main>
        <PageHeader
          title={t('settings.title')}
          intro={t('settings.signedInAs', { username: me.username })}
          actions={
            <SignOutForm>
              <SubmitButton>{t('menu.signOut')}</SubmitButton>
            </SignOutForm>
          }
        />
        <Section title={t('profile.heading')} about={t('profile.about')}>
          <ProfileForm me={me} />
        </Section>
        <Section title={t('settings.appearance')} about={t('settings.appearanceAbout')}>
          <div className="flex max-w-80 flex-col gap-3">
            <LanguageForm />
            <ThemeForm theme={theme} />
          </div>
        </Section>
        <DeviceSection keeps={await keepsDocuments()} />
        <Section title={t('password.heading')} about={t('password.about')}>
          <PasswordForm username={me.username} />
        </Section>
        <Section title={t('recoveryCode.heading')} about={t('recoveryCode.about')}>
          <RecoveryCodeForm username={me.username} asksForCode={asksForCode} />
          <RecoveryWaitForm username={me.username} waits={recovery.waits} asksForCode={asksForCode} />
        </Section>
        <Section title={t('secondFactor.heading')} about={t('secondFactor.about')}>
          <SecondFactor username={me.username} codesLeft={codesLeft} />
        </Section>
        <Section title={t('sessions.heading')} about={t('sessions.about')}>
          <SessionList sessions={sessions} />
        </Section>
        <div id="app-passwords" className="scroll-mt-16">
          <Section title={t('appPasswords.heading')} about={t('appPasswords.about')}>
            <AppPasswords {...apps} username={me.username} asksForCode={asksForCode} />
          </Section>
        </div>
        {instance && (
          <Section title={t('instance.heading')} about={t('instance.about')}>
            <InstanceForm settings={instance} />
          </Section>
        )}
        <Section title={t('export.heading')} about={t('export.about')}>
          <div>
            <ButtonLink reload href={OWN_EXPORT_PATH}>
              {t('export.download')}
            </ButtonLink>
          </div>
        </Section>
        <Section title={t('deletion.heading')} about={t('deletion.about')}>
          <DeleteAccountForm username={me.username} places={places} asksForCode={asksForCode} />
        </Section>
      </Main>
    </MemberFrame>
  );
}
