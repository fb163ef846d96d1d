import { ROLES, type Role } from '@plenum/domain/access/roles';
import { useTranslations } from 'next-intl';
import type { Choice } from '#components/select-field.tsx';

/** The roles from least to most, by name, or by name and what they may do. */
export function useRoleChoices(wording: 'name' | 'explained'): Choice[] {
  const t = useTranslations('workspaces.roles');
  return ROLES.map((role: Role) => ({
    value: role,
    label: wording === 'name' ? t(`${role}.name`) : t(`${role}.explained`),
  }));
}
