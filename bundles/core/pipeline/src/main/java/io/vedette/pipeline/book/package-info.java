/** The camera book: settings are read, checked, remembered, and handed to the lanes. */
package io.vedette.pipeline.book;
