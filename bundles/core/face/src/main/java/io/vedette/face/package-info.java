/** The gallery: who is enrolled, whom cameras see, and strangers who wait for a name. */
package io.vedette.face;
