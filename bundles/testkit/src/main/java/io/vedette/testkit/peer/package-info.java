/** Real peers and real data for tests: nothing here pretends. */
package io.vedette.testkit.peer;
