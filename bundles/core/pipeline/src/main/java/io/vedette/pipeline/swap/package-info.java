/** Exchanges experts at a word: the new version beside the old one, warm before it serves, taken back if it fails. */
package io.vedette.pipeline.swap;
