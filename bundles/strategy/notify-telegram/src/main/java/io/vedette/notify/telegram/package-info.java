/**
 * Sends alerts to Telegram chats by the Bot API (core.telegram.org/bots/api), and asks people there who an unknown face is.
 */
package io.vedette.notify.telegram;
