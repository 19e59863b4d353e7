/**
 * Posts each message that core gives it to one address as JSON, signed by HMAC-SHA256, and says whether it was taken, is to come
 * again, or never will be taken.
 */
package io.vedette.notify.webhook;
