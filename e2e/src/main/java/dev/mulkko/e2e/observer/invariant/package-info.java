/**
 * What must be true at every revision of the cluster. Each invariant reads the objects for itself:
 * a judge who reads with the operator's own eyes would share its errors.
 */
@NullMarked
package dev.mulkko.e2e.observer.invariant;

import org.jspecify.annotations.NullMarked;
