/**
 * Sends alerts with pictures by e-mail (RFC 5321, RFC 5322), each recipient's in an envelope of its own.
 */
package io.vedette.notify.email;
