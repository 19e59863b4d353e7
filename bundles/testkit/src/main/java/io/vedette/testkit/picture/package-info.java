/** Pictures from memory, and looks at them as core would give them to a detector. */
package io.vedette.testkit.picture;
