import accountsDe from '../messages/de/accounts.json';
import chatDe from '../messages/de/chat.json';
import commentsDe from '../messages/de/comments.json';
import commonDe from '../messages/de/common.json';
import documentsDe from '../messages/de/documents.json';
import filesDe from '../messages/de/files.json';
import formatsDe from '../messages/de/formats.json';
import groupsDe from '../messages/de/groups.json';
import historyDe from '../messages/de/history.json';
import inboxDe from '../messages/de/inbox.json';
import meetingsDe from '../messages/de/meetings.json';
import publicPageDe from '../messages/de/public-page.json';
import publicationsDe from '../messages/de/publications.json';
import searchDe from '../messages/de/search.json';
import sharePageDe from '../messages/de/share-page.json';
import sharesDe from '../messages/de/shares.json';
import slidesDe from '../messages/de/slides.json';
import structureDe from '../messages/de/structure.json';
import tasksDe from '../messages/de/tasks.json';
import transfersDe from '../messages/de/transfers.json';
import webhooksDe from '../messages/de/webhooks.json';
import wikiDe from '../messages/de/wiki.json';
import workspacesDe from '../messages/de/workspaces.json';
import accounts from '../messages/en/accounts.json';
import chat from '../messages/en/chat.json';
import comments from '../messages/en/comments.json';
import common from '../messages/en/common.json';
import documents from '../messages/en/documents.json';
import files from '../messages/en/files.json';
import formats from '../messages/en/formats.json';
import groups from '../messages/en/groups.json';
import history from '../messages/en/history.json';
import inbox from '../messages/en/inbox.json';
import meetings from '../messages/en/meetings.json';
import publicPage from '../messages/en/public-page.json';
import publications from '../messages/en/publications.json';
import search from '../messages/en/search.json';
import sharePage from '../messages/en/share-page.json';
import shares from '../messages/en/shares.json';
import slides from '../messages/en/slides.json';
import structure from '../messages/en/structure.json';
import tasks from '../messages/en/tasks.json';
import transfers from '../messages/en/transfers.json';
import webhooks from '../messages/en/webhooks.json';
import wiki from '../messages/en/wiki.json';
import workspaces from '../messages/en/workspaces.json';
import type { Locale } from './locale.ts';

/** All texts of the interface, by feature. */
export type Messages = typeof english;

const english = {
  accounts,
  chat,
  comments,
  common,
  documents,
  files,
  formats,
  groups,
  history,
  inbox,
  meetings,
  publications,
  publicPage,
  search,
  sharePage,
  shares,
  slides,
  structure,
  tasks,
  transfers,
  webhooks,
  wiki,
  workspaces,
};

/** The texts by language. A language that lacks a text is a type error. */
export const MESSAGES: Record<Locale, Messages> = {
  en: english,
  de: {
    accounts: accountsDe,
    chat: chatDe,
    comments: commentsDe,
    common: commonDe,
    documents: documentsDe,
    files: filesDe,
    formats: formatsDe,
    groups: groupsDe,
    history: historyDe,
    inbox: inboxDe,
    meetings: meetingsDe,
    publications: publicationsDe,
    publicPage: publicPageDe,
    search: searchDe,
    sharePage: sharePageDe,
    shares: sharesDe,
    slides: slidesDe,
    structure: structureDe,
    tasks: tasksDe,
    transfers: transfersDe,
    webhooks: webhooksDe,
    wiki: wikiDe,
    workspaces: workspacesDe,
  },
};
