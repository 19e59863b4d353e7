/** What notifiers share: reading a message for people, their settings, and keeping secrets out of what they say. */
package io.vedette.notice;
