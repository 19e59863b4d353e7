/**
 * Where experts find their model files.
 */
@Export
@Version("1.1.0")
package io.vedette.api.model;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
