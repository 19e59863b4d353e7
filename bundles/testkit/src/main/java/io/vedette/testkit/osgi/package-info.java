/** An OSGi framework inside the test's JVM, for everything dynamic: bundles come, go and are exchanged in a second. */
package io.vedette.testkit.osgi;
