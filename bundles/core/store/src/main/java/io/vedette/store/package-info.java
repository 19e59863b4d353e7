/** The home folder, the clock, and the door of the database. */
package io.vedette.store;
