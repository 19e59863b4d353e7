/** How tests are run. */
package io.vedette.testkit.run;
