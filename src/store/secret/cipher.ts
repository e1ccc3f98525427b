/** AES-256-GCM. Stored form: version 1, 12 bytes nonce, 16 bytes tag, the rest. */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { ConfigError } from '../../core/errors.ts';

const algorithm = 'aes-256-gcm';
const version = 1;
const nonceLength = 12;
const tagLength = 16;
const headLength = 1 + nonceLength + tagLength;

/** `owner` is bound to the text: a secret copied to another owner's row does not decrypt. */
export function encrypt(key: Buffer, owner: string, text: string): Buffer {
  const nonce = randomBytes(nonceLength);
  const cipher = createCipheriv(algorithm, key, nonce, { authTagLength: tagLength });
  cipher.setAAD(Buffer.from(owner));
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([Buffer.from([version]), nonce, cipher.getAuthTag(), body]);
}

/** Throws a ConfigError when the key is another one, or the bytes were changed. */
export function decrypt(key: Buffer, owner: string, stored: Buffer): string {
  try {
    if (stored[0] !== version || stored.length < headLength) throw new Error('unknown form');
    const nonce = stored.subarray(1, 1 + nonceLength);
    const decipher = createDecipheriv(algorithm, key, nonce, { authTagLength: tagLength });
    decipher.setAAD(Buffer.from(owner));
    decipher.setAuthTag(stored.subarray(1 + nonceLength, headLength));
    return Buffer.concat([decipher.update(stored.subarray(headLength)), decipher.final()]).toString('utf8');
  } catch (cause) {
    throw new ConfigError({
      code: 'SECRET_KEY_WRONG',
      message: `The stored secret of ${owner} was encrypted with another key; restore GOLDENROD_SECRET_KEY or the file secret.key in the home, or delete that row of the table connection_secret and connect again.`,
      cause,
    });
  }
}
