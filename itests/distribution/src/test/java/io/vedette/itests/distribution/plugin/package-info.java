/** A detector plug-in as an integrator would write one: packed into jars by the tests and dropped into {@code deploy/}. */
package io.vedette.itests.distribution.plugin;
