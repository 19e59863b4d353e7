/** How tests are run, and what their process holds meanwhile. */
package io.vedette.testkit.run;
