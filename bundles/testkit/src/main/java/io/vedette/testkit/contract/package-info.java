/** What every plug-in of a kind promises, as tests to be extended beside the plug-in. */
package io.vedette.testkit.contract;
