/** Vedette's commands in the Karaf shell. */
package io.vedette.shell;
