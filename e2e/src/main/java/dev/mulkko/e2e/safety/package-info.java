/**
 * The operator killed at each of its writes: whatever is left, the next process comes to the same
 * end by the same creations and deletions, and no revision of the cluster in between breaks a rule.
 */
@NullMarked
package dev.mulkko.e2e.safety;

import org.jspecify.annotations.NullMarked;
