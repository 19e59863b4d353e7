/** Motion by the difference to a learnt background: cells of a small luma plane, their usual value and their usual unrest. */
package io.vedette.motion.difference;
