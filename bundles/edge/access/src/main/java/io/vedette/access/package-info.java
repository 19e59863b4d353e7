/** Who may talk to the HTTP port. */
package io.vedette.access;
