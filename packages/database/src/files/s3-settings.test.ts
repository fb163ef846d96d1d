import { AppError } from '@plenum/domain/errors';
import { expect, test } from 'vitest';
import { readS3Settings } from './s3-settings.ts';

const GIVEN = {
  S3_BUCKET: 'plenum',
  S3_ENDPOINT: 'https://s3.example.org',
  S3_ACCESS_KEY_ID: 'name',
  S3_SECRET_ACCESS_KEY: 'x7-hidden',
};

test('FILE-19 a bucket is set up by its variables, and without any of them there is none', () => {
  expect(readS3Settings({ PORT: '3000', S3_BUCKET: '' })).toBeNull();
  expect(readS3Settings({ ...GIVEN, S3_PREFIX: 'group/files' })).toEqual({
    endpoint: 'https://s3.example.org',
    region: 'us-east-1',
    bucket: 'plenum',
    prefix: 'group/files/',
    pathStyle: true,
    accessKeyId: 'name',
    secretAccessKey: 'x7-hidden',
  });
});

test('FILE-19 what is wrong is named by its variable, never by its value', () => {
  for (const [wrong, name] of [
    [{ S3_BUCKET: 'No Bucket' }, 'S3_BUCKET'],
    [{ S3_ENDPOINT: 'https://name:x7-hidden@s3.example.org' }, 'S3_ENDPOINT'],
    [{ S3_SECRET_ACCESS_KEY: undefined }, 'S3_SECRET_ACCESS_KEY'],
    [{ S3_SECRET_ACCESS_KEY_FILE: '/absent/file' }, 'S3_SECRET_ACCESS_KEY_FILE'],
    [{ S3_PREFIX: '../other' }, 'S3_PREFIX'],
  ] as const) {
    let error: unknown;
    try {
      readS3Settings({ ...GIVEN, ...wrong });
    } catch (caught) {
      error = caught;
    }
    expect(error).toBeInstanceOf(AppError);
    expect(String(error)).toContain(name);
    expect(String(error)).not.toMatch(/x7-hidden|No Bucket|other/);
  }
});
